package openim.verify.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import openim.verify.app.Rehearsed;
import openim.verify.app.Screen;
import openim.verify.app.run.DoctorVisit.FileVisit;
import openim.verify.await.Deadline;
import openim.verify.config.Settings;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.report.terminal.DoctorView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor of files, each time with another thing wrong: it names that one, the setting, its file, and an address that works. */
class FileDoctorTest {

    private static final int WIDTH = 80;
    private static final Duration LONG = Duration.ofMinutes(4);

    @TempDir
    Path reports;

    private final RehearsalDeployment deployment = Rehearsed.shared();

    @AfterEach
    void tellTheTruthAgain() {
        deployment.lies().recantAll();
    }

    /** Only one of the cases is about time. */
    private Rehearsed patient() {
        return Rehearsed.reportingTo(reports).with("openim.deadline.call", "20s");
    }

    private record Visit(int status, String output) {

        /** Without the breaks that a narrow terminal needs. */
        String text() {
            return output.replaceAll("\\s+", " ");
        }
    }

    private Visit visit(Rehearsed rehearsed) {
        Settings settings = rehearsed.settings();
        Screen screen = new Screen(WIDTH);
        int status = new FileVisit(settings, true, new DoctorView(screen.terminal(settings))).make(Deadline.in(LONG));
        return new Visit(status, screen.said());
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        Visit visit = visit(patient());

        assertThat(visit.status()).as(visit.output()).isZero();
        assertThat(visit.text()).contains("WELL clients are sent to http://127.0.0.1:");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void namesWhatIsWrongAndWhatToChange(Lie lie, String wrong, String mend) {
        deployment.lies().tell(lie);

        Visit visit = visit(lie == Lie.DROPPED_PACKETS ? Rehearsed.reportingTo(reports) : patient());

        assertThat(visit.status()).as(visit.output()).isEqualTo(1);
        assertThat(visit.text()).containsPattern("WRONG " + wrong).contains(mend);
        assertThat(visit.text()).contains("externalAddress in ").contains("/open-im-server/config/minio.yml");
        assertThat(visit.output().lines())
                .allSatisfy(line -> assertThat(
                                line.length() <= WIDTH || !line.strip().contains(" "))
                        .as(line)
                        .isTrue());
    }

    static Stream<Arguments> cases() {
        String another = "minio.yml set externalAddress to http://127.0.0.1:";
        return Stream.of(
                is(
                        Lie.PLACEHOLDER_EXTERNAL_ADDRESS,
                        "clients are sent to http://external_ip:10005, which is the placeholder",
                        another),
                is(
                        Lie.EXTERNAL_ADDRESS_NOT_IN_FORCE,
                        "clients are sent to http://127.0.0.1:\\d+, not to http://localhost:\\d+",
                        "restart OpenIMServer"),
                is(
                        Lie.UNKNOWN_EXTERNAL_NAME,
                        "clients are sent to http://files.example.invalid:10005, and files.example.invalid has no"
                                + " address",
                        another),
                is(
                        Lie.CONTAINER_NAME_FOR_CLIENTS,
                        "clients are sent to http://minio:9000, and minio is an internal name",
                        another),
                is(
                        Lie.DROPPED_PACKETS,
                        "clients are sent to \\S+, which is not reached from here: no connection within",
                        another),
                is(
                        Lie.UNREACHABLE_EXTERNAL_ADDRESS,
                        "clients are sent to http://127.0.0.1:9, where port 9 is shut",
                        another),
                is(
                        Lie.EXPIRED_CERTIFICATE,
                        "clients are sent to https://localhost:\\d+, and its certificate has expired: on 20",
                        "renew the certificate"),
                is(
                        Lie.CERTIFICATE_OF_ANOTHER,
                        "clients are sent to \\S+, and its certificate is for another name: for other.example.com",
                        "get a certificate for this name"),
                is(
                        Lie.CERTIFICATE_OF_NOBODY_KNOWN,
                        "clients are sent to \\S+, and no authority known here vouches for its certificate: issued by"
                                + " CN=Rehearsal Authority",
                        "the whole chain"),
                is(
                        Lie.PLAIN_FILES_BEHIND_HTTPS,
                        "clients are sent to \\S+ by plain http, while the site at https://localhost:\\d+ is https",
                        "set externalAddress to an https address"),
                is(
                        Lie.PROXY_CHANGES_HOST,
                        "a proxy at \\S+ changes the Host header, and the signature does not match",
                        "proxy_set_header Host $http_host;"),
                is(
                        Lie.PROXY_CHANGES_PATH,
                        "a proxy at http://127.0.0.1:\\d+/files changes the path, and the signature does not match",
                        "take away the prefix"),
                is(
                        Lie.CLOCK_SKEW,
                        "the clocks differ: OpenIMServer's is 1\\d\\d\\d s ahead of that of the object store",
                        "Set the clock on the machine of OpenIMServer"),
                is(
                        Lie.PAGE_FOR_A_STORE,
                        "clients are sent to \\S+, and what answers there is no object store: HTTP 200 with an HTML"
                                + " page",
                        another));
    }

    private static Arguments is(Lie lie, String wrong, String mend) {
        return Arguments.of(lie, wrong, mend);
    }

    @Test
    void saysThatItCouldNotLook() {
        deployment.part("openim-rpc-third").kill();
        try {
            Visit visit = visit(patient());

            assertThat(visit.status()).as(visit.output()).isEqualTo(3);
            assertThat(visit.text())
                    .contains("UNKNOWN could not look: OpenIM does not say where clients are to put files");
        } finally {
            deployment.mend();
        }
    }

    @Test
    void isACheckToo() {
        deployment.lies().tell(Lie.CONTAINER_NAME_FOR_CLIENTS);

        var full = patient().full("file.doctor");

        assertThat(full.red()).as(full.output()).containsExactly("file.doctor");
        assertThat(full.output().replaceAll("\\s+", " "))
                .contains("minio is an internal name")
                .contains("set externalAddress to");
    }
}
