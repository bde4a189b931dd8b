package openim.verify.app.run;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import openim.verify.app.Ledgers;
import openim.verify.app.OwnPlaces;
import openim.verify.app.Rehearsing;
import openim.verify.app.TargetResolver;
import openim.verify.app.Wiring;
import openim.verify.app.program.ExitStatus;
import openim.verify.await.Deadline;
import openim.verify.client.gateway.doctor.GatewayFinding;
import openim.verify.client.gateway.doctor.GatewayFindings;
import openim.verify.client.gateway.doctor.Seen;
import openim.verify.client.gateway.doctor.Way;
import openim.verify.client.user.User;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.file.Uploader;
import openim.verify.file.doctor.Examined;
import openim.verify.file.doctor.FileDiagnosis;
import openim.verify.file.doctor.FileFinding;
import openim.verify.report.terminal.DoctorView;
import openim.verify.suite.Fixtures;
import openim.verify.target.Deployment;
import openim.verify.target.Flavour;
import openim.verify.target.History;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import openim.verify.target.account.Pair;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.NotLookedAt;

/** What the visits of all doctors have in common. */
public record DoctorVisit(Settings settings, boolean rehearsal, DoctorView consultation) {

    /** The deployment that the inputs name, or the rehearsal; the exit status of the visit. */
    public static int asked(Inputs inputs, ToIntBiFunction<Settings, Boolean> visit) {
        return TargetResolver.of(inputs, Asker.JAR) instanceof TargetChoice.Rehearse
                ? Rehearsing.with(inputs, Rehearsal::settings, settings -> visit.applyAsInt(settings, true))
                : visit.applyAsInt(SettingsLoader.load(inputs), false);
    }

    /**
     * Says whom it is about, and has the doctor look.
     *
     * @param who which doctor, and where: {@code doctor of files, at http://...}
     * @param look what was seen and said; its exit status
     */
    int make(String who, Deadline ends, ToIntBiFunction<Deployment, Fixtures> look) {
        consultation.about((rehearsal ? "REHEARSAL: " : "") + who + " ("
                + Flavour.of(settings, rehearsal).word() + ")");
        Deployment openim = Wiring.forSettings(settings);
        try (Fixtures fixtures = Stage.set(
                openim,
                OwnPlaces.pool(settings),
                new History(settings.reports()),
                LedgerAtHand.in(Ledgers.file(settings)),
                rehearsal,
                "doctor",
                ends)) {
            return look.applyAsInt(openim, fixtures);
        } catch (BrokenPromise | CannotLook | NotLookedAt noLook) {
            consultation.unknown("could not look: " + sentence(noLook));
            return ExitStatus.UNDETERMINED;
        }
    }

    private static String sentence(Throwable noLook) {
        Throwable cause = noLook.getCause();
        return noLook.getMessage() + (cause instanceof BrokenPromise ? ": " + cause.getMessage() : "");
    }

    static String addresses(List<InetAddress> addresses) {
        return addresses.isEmpty()
                ? "has no address here"
                : addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }

    /** One visit of the doctor of files to one deployment. */
    public record FileVisit(Settings settings, boolean rehearsal, DoctorView consultation) {

        private static final CheckId DOCTOR = new CheckId("file.doctor");

        /** Makes it, and says what came of it; the exit status. */
        public int make(Deadline ends) {
            return new DoctorVisit(settings, rehearsal, consultation)
                    .make(
                            "doctor of files, at " + settings.endpoints().api(),
                            ends,
                            (openim, fixtures) -> tell(FileDiagnosis.of(openim, fixtures.get(Uploader.class, DOCTOR))));
        }

        private int tell(FileDiagnosis diagnosis) {
            Examined facts = diagnosis.facts();
            consultation.seen("clients go", "to " + facts.address());
            consultation.seen(
                    "set by",
                    diagnosis.setting().name() + " in " + diagnosis.setting().file());
            consultation.seen(
                    "which says", facts.configured().map(Object::toString).orElse("nothing that is known here"));
            consultation.seen("name", facts.host() + ": " + addresses(facts.addresses()));
            consultation.seen("there", facts.met().description());
            if (diagnosis.findings().isEmpty()) {
                consultation.well(diagnosis.healthy());
                return ExitStatus.HEALTHY;
            }
            for (FileFinding finding : diagnosis.findings()) {
                consultation.wrong(finding.wrong() + ".", finding.mend(diagnosis.setting(), diagnosis.works()));
            }
            return ExitStatus.UNHEALTHY;
        }
    }

    /**
     * One visit of the doctor of the gateway to one deployment.
     *
     * @param silence how long a session is left in silence
     */
    public record GatewayVisit(Settings settings, boolean rehearsal, DoctorView consultation, Duration silence) {

        private static final CheckId GATEWAY = new CheckId("probe.gateway");

        /** Makes it, and says what came of it; the exit status. */
        public int make(Deadline ends) {
            return new DoctorVisit(settings, rehearsal, consultation)
                    .make(
                            "doctor of the gateway, at " + gateway(),
                            ends,
                            (openim, fixtures) -> tell(seen(openim, fixtures)));
        }

        private Seen seen(Deployment openim, Fixtures fixtures) {
            User person = fixtures.get(Pair.class, GATEWAY).sender();
            return new Way(
                            gateway(),
                            settings.endpoints()
                                    .outside()
                                    .api()
                                    .orElse(settings.endpoints().api()),
                            settings.deadlines().call())
                    .goneBy(
                            openim.outside()
                                    .gateway()
                                    .map(door -> door.drivers().gateway())
                                    .orElse(openim.im().gateway()),
                            person.id(),
                            person.token(),
                            person.platform(),
                            silence);
        }

        /** The one that clients outside come to, where it is known. */
        private URI gateway() {
            return settings.endpoints()
                    .outside()
                    .gateway()
                    .orElse(settings.endpoints().gateway());
        }

        private int tell(Seen seen) {
            consultation.seen("name", seen.gateway().getHost() + ": " + addresses(seen.addresses()));
            seen.certificate()
                    .ifPresent(shown -> consultation.seen(
                            "certificate",
                            "until " + shown.notAfter() + " ("
                                    + Duration.between(seen.at(), shown.notAfter())
                                            .toDays() + " days), for "
                                    + String.join(", ", shown.names())));
            consultation.seen("handshake", seen.answer().description());
            if (!seen.idle().isZero()) {
                consultation.seen(
                        "in silence",
                        seen.cutAfter()
                                .map(after -> "the gateway ended it after " + after.toSeconds() + " s")
                                .orElse("still open after " + seen.idle().toSeconds() + " s"));
            }
            List<GatewayFinding> findings = GatewayFindings.of(seen);
            findings.forEach(finding -> consultation.wrong(finding.wrong() + ".", List.of(finding.mend() + ".")));
            if (findings.isEmpty()) {
                consultation.well(
                        "a client gets a session at " + seen.gateway() + ", and keeps it while the client sends");
            }
            return findings.isEmpty() ? ExitStatus.HEALTHY : ExitStatus.UNHEALTHY;
        }
    }
}
