package openim.verify.app;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.config.Settings;
import openim.verify.file.doctor.Diagnosis;
import openim.verify.file.doctor.Examined;
import openim.verify.file.doctor.Finding;
import openim.verify.report.Consultation;
import openim.verify.report.Terminal;
import openim.verify.suite.Fixtures;
import openim.verify.target.Flavour;
import openim.verify.target.History;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.NotLookedAt;

/** One visit of the doctor of files to one deployment. */
record FileVisit(Settings settings, boolean rehearsal, Terminal terminal) {

    private static final CheckId DOCTOR = new CheckId("file.doctor");

    /** Makes it, and says what came of it; the exit status. */
    int make(Deadline ends) {
        Consultation consultation = new Consultation(terminal);
        consultation.about((rehearsal ? "REHEARSAL: " : "") + "doctor of files, at "
                + settings.endpoints().api() + " ("
                + Flavour.of(settings.directories(), rehearsal).word() + ")");
        try (Fixtures fixtures = Stage.set(
                Wiring.forSettings(settings),
                SuiteRun.pool(settings),
                new History(settings.reports()),
                LedgerAtHand.in(Ledgers.file(settings)),
                rehearsal,
                "doctor",
                ends)) {
            return tell(fixtures.get(Diagnosis.class, DOCTOR), consultation);
        } catch (BrokenPromise | CannotLook | NotLookedAt noDiagnosis) {
            consultation.unknown("could not look: " + sentence(noDiagnosis));
            return ExitStatus.UNDETERMINED;
        }
    }

    private static String sentence(Throwable noDiagnosis) {
        Throwable cause = noDiagnosis.getCause();
        return noDiagnosis.getMessage() + (cause instanceof BrokenPromise ? ": " + cause.getMessage() : "");
    }

    private static int tell(Diagnosis diagnosis, Consultation consultation) {
        Examined facts = diagnosis.facts();
        consultation.seen("clients go", "to " + facts.address());
        consultation.seen(
                "set by",
                diagnosis.setting().name() + " in " + diagnosis.setting().file());
        consultation.seen("which says", facts.configured().map(Object::toString).orElse("nothing that is known here"));
        consultation.seen("name", facts.host() + ": " + addresses(facts.addresses()));
        consultation.seen("there", facts.met().description());
        if (diagnosis.findings().isEmpty()) {
            consultation.well(diagnosis.healthy());
            return ExitStatus.HEALTHY;
        }
        for (Finding finding : diagnosis.findings()) {
            consultation.wrong(finding.wrong() + ".", finding.mend(diagnosis.setting(), diagnosis.works()));
        }
        return ExitStatus.UNHEALTHY;
    }

    private static String addresses(List<InetAddress> addresses) {
        return addresses.isEmpty()
                ? "has no address here"
                : addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }
}
