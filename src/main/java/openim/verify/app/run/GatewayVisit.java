package openim.verify.app.run;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import openim.verify.app.program.ExitStatus;
import openim.verify.await.Deadline;
import openim.verify.client.gateway.doctor.GatewayFinding;
import openim.verify.client.gateway.doctor.GatewayFindings;
import openim.verify.client.gateway.doctor.Seen;
import openim.verify.client.gateway.doctor.Way;
import openim.verify.client.user.User;
import openim.verify.config.Settings;
import openim.verify.report.terminal.DoctorView;
import openim.verify.report.terminal.Terminal;
import openim.verify.suite.Fixtures;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import openim.verify.verdict.CheckId;

/**
 * One visit of the doctor of the gateway to one deployment.
 *
 * @param silence how long a session is left in silence
 */
public record GatewayVisit(Settings settings, boolean rehearsal, Terminal terminal, Duration silence) {

    private static final CheckId GATEWAY = new CheckId("probe.gateway");

    /** Makes it, and says what came of it; the exit status. */
    public int make(Deadline ends) {
        DoctorView consultation = new DoctorView(terminal);
        return new DoctorVisit(settings, rehearsal, consultation)
                .make(
                        "doctor of the gateway, at " + gateway(),
                        ends,
                        (openim, fixtures) -> tell(seen(openim, fixtures), consultation));
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

    private static int tell(Seen seen, DoctorView consultation) {
        consultation.seen("name", seen.gateway().getHost() + ": " + DoctorVisit.addresses(seen.addresses()));
        seen.certificate()
                .ifPresent(shown -> consultation.seen(
                        "certificate",
                        "until " + shown.notAfter() + " ("
                                + Duration.between(seen.at(), shown.notAfter()).toDays() + " days), for "
                                + String.join(", ", shown.names())));
        consultation.seen("handshake", seen.answer().description());
        if (!seen.idle().isZero()) {
            consultation.seen(
                    "in silence",
                    seen.cutAfter()
                            .map(after -> "ended after " + after.toSeconds() + " s")
                            .orElse("still open after " + seen.idle().toSeconds() + " s"));
        }
        List<GatewayFinding> findings = GatewayFindings.of(seen);
        findings.forEach(finding -> consultation.wrong(finding.wrong() + ".", List.of(finding.mend() + ".")));
        if (findings.isEmpty()) {
            consultation.well("a client gets a session at " + seen.gateway() + " and keeps it");
        }
        return findings.isEmpty() ? ExitStatus.HEALTHY : ExitStatus.UNHEALTHY;
    }
}
