package openim.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.client.docker.Docker;
import openim.verify.host.FakeTool;
import openim.verify.host.Mage;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

    private static final String WRONG =
            "binary %1$s is not running as expected: /im/%1$s expected %2$d processes, but %3$d running%n";

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void aCheckoutThatWasBuilt() throws IOException {
        Files.writeString(
                directory.resolve("start-config.yml"), "serviceBinaries:\n  openim-api: 1\n  openim-push: 2\n");
        Files.createDirectory(directory.resolve("_output"));
    }

    @AfterEach
    void endThem() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aProcessThatIsMissingIsNamed() {
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> run(WRONG.formatted("openim-push", 2, 1)))
                .withMessage("mage check: openim-push 1 of 2");
    }

    @Test
    void aSecondSetIsNotCalledMissing() {
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> run(WRONG.formatted("openim-push", 2, 4) + WRONG.formatted("openim-api", 1, 0)))
                .withMessage("run more often than they should: openim-push 4 of 2; mage check: openim-api 0 of 1");
    }

    @Test
    void aSecondSetThatMageDoesNotCountIsSeenAllTheSame() throws IOException {
        begin("openim-api");
        begin("openim-api");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> run("Cmdline: /im/openim-api -i 0 -c /im/config/, PID: 7 is listening on ports: 1\n"
                        + "Cmdline: /im/openim-push -i 0 -c /im/config/, PID: 8 is not listening on any ports\n"
                        + "Cmdline: /im/openim-push -i 1 -c /im/config/, PID: 9 is not listening on any ports\n"))
                .withMessage("run more often than they should: openim-api 2 of 1");
    }

    @Test
    void whatMageDoesNotCountInTimeIsCountedWithoutIt() throws IOException {
        begin("openim-api");
        begin("openim-push");
        Mage hung = new Mage(FakeTool.in(directory, "mage", "exec sleep 300"));

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> Processes.mustRun(directory, hung, Deadline.in(Duration.ofMillis(300))))
                .withMessage("counted instead of mage check: openim-push 1 of 2");

        begin("openim-push");
        assertThat(Processes.mustRun(directory, hung, Deadline.in(Duration.ofMillis(300))))
                .startsWith("2 kinds of process, 3 in all; counted without mage (mage check in " + directory);
    }

    @Test
    void withoutMageAndWithoutAProcessNobodyLooked() {
        Mage none = new Mage(directory.resolve("nowhere"));

        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> Processes.mustRun(directory, none, Deadline.in(Duration.ofMinutes(1))))
                .withMessageContaining("mage was not found");
    }

    @Test
    void aProcessThatStandsStillInAHealthyContainerIsNamed() throws IOException {
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containers("healthy", table("Ssl", "Tl")))
                .withMessage("stand still: openim-server: openim-push (pid 12, stopped)");
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containers("unhealthy", table("Ssl", "Tl")))
                .withMessage("docker compose ps: openim-server: running, unhealthy; "
                        + "stand still: openim-server: openim-push (pid 12, stopped)");
        assertThat(containers("healthy", table("Ssl", "Sl"))).isEqualTo("1 containers run and are healthy");
    }

    @Test
    void containersThatCannotBeSeenIntoAreJudgedFromOutside() throws IOException {
        assertThat(containers("healthy", "ps: unrecognized option: e"))
                .startsWith("1 containers run and are healthy; nobody saw inside of all (docker top in /");
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containers("unhealthy", "ps: unrecognized option: e"))
                .withMessage("docker compose ps: openim-server: running, unhealthy");
    }

    @Test
    void theOneOfTwoThatIsMissingInsideAHealthyContainerIsNamedWithItsCount() throws IOException {
        inside("exec", "serviceBinaries:\n  openim-api: 1\n  openim-push: 2\n");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containers("healthy", table("Ssl", "Sl")))
                .withMessage("inside openim-server: openim-push 1 of 2");
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containers("unhealthy", table("Ssl", "Sl")))
                .withMessage(
                        "docker compose ps: openim-server: running, unhealthy; inside openim-server: openim-push 1 of 2");
        assertThat(containers("healthy", table("Ssl", "Sl") + "\n13 root Sl /im/openim-push -i 1"))
                .isEqualTo("1 containers run and are healthy");
    }

    @Test
    void anUnhealthyContainerInWhichAllIsCountedSaysSo() throws IOException {
        inside("exec", "serviceBinaries:\n  openim-api: 1\n  openim-push: 1\n");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containers("unhealthy", table("Ssl", "Sl")))
                .withMessage(
                        "docker compose ps: openim-server: running, unhealthy; inside openim-server every process runs");
    }

    @Test
    void aContainerAtWhichDockerHasNotLookedYetIsWellIfAllInItRuns() throws IOException {
        inside("exec", "serviceBinaries:\n  openim-api: 1\n  openim-push: 1\n");

        assertThat(containers("starting", table("Ssl", "Sl")))
                .isEqualTo("1 containers run and are healthy, as far as docker has looked: it has not yet looked at"
                        + " openim-server");
    }

    @Test
    void aContainerThatIsStartingItsProcessesIsNotWellYetAndNoneOfThemIsCalledDead() throws IOException {
        inside("exec", "serviceBinaries:\n  openim-api: 1\n  openim-push: 2\n");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containers("starting", table("Ssl", "Sl")))
                .withMessage("docker compose ps: openim-server: running, starting");
    }

    @Test
    void whereNobodySeesInsideMageCountsThere() throws IOException {
        inside("exec", "serviceBinaries:\n  openim-api: 1\n  openim-push: 8\n");
        inside("mage", WRONG.formatted("openim-push", 8, 7));

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containers("unhealthy", "ps: unrecognized option: e"))
                .withMessage(
                        "docker compose ps: openim-server: running, unhealthy; inside openim-server: openim-push 7 of 8");
    }

    @Test
    void aComponentOfWhichOnlyItsShellIsLeftIsNamed() throws IOException {
        String row = """
                {"Name":"mongo","Service":"mongo","State":"running","Health":"","ExitCode":0}
                {"Name":"toolbox","Service":"toolbox","State":"running","Health":"","ExitCode":0}
                """;
        String shell = "PID USER STAT COMMAND\n11 root Ss /bin/bash -c mongod &\n12 root S tail -f /dev/null";

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containersOf(row, shell))
                .withMessage("nothing but a shell is left inside: mongo (bash, tail)");
        assertThat(containersOf(row, shell + "\n13 999 Sl mongod --auth"))
                .isEqualTo("2 containers run and are healthy");
    }

    @Test
    void whatDockerKnowsOfTheReasonIsTold() throws IOException {
        inside("inspect", """
                [{"Name":"/mongo","State":{"Running":false,"OOMKilled":true}},
                 {"Name":"/redis","RestartCount":7,"State":{}},
                 {"Name":"/kafka","State":{"Error":"driver failed; port is already allocated"}},
                 {"Name":"/openim-chat","State":{"Health":{"Log":[{"ExitCode":1,"Output":"admin-api 0 of 1\\n"}]}}}]
                """);
        inside("logs", "Starting\nMongo check failed: no reachable servers\nwaiting\n");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containersOf("""
                        {"Name":"mongo","Service":"mongo","State":"exited","Health":"","ExitCode":137}
                        {"Name":"redis","Service":"redis","State":"restarting","Health":"","ExitCode":1}
                        {"Name":"kafka","Service":"kafka","State":"created","Health":"","ExitCode":0}
                        {"Name":"minio","Service":"minio","State":"paused","Health":"","ExitCode":0}
                        {"Name":"openim-chat","Service":"openim-chat","State":"running","Health":"unhealthy","ExitCode":0}
                        """, table("Ssl", "Sl")))
                .withMessage("docker compose ps: mongo: exited with 137 (ended by the kernel for want of memory,"
                        + " its last words: \"Mongo check failed: no reachable servers\"),"
                        + " redis: restarting with 1 (docker started it 7 times,"
                        + " its last words: \"Mongo check failed: no reachable servers\"),"
                        + " kafka: created (docker says: \"driver failed, port is already allocated\", it never started),"
                        + " minio: paused (nothing is lost, and it goes on by docker compose unpause minio),"
                        + " openim-chat: running, unhealthy (its health check says: \"admin-api 0 of 1\")");
    }

    @Test
    void whatDockerDoesNotTellIsLeftOut() throws IOException {
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containersOf("""
                        {"Name":"mongo","Service":"mongo","State":"exited","Health":"","ExitCode":132}
                        {"Name":"redis","Service":"redis","State":"restarting","Health":"","ExitCode":1}
                        """, ""))
                .withMessage(
                        "docker compose ps: mongo: exited with 132 (it used an instruction that this processor does not"
                                + " have, as MongoDB from 5.0 on needs AVX), redis: restarting with 1");
    }

    @Test
    void aHealthCheckThatCannotBeRunIsNoEvidenceAndTheProcessesAreCountedAllTheSame() throws IOException {
        inside("inspect", """
                [{"Name":"/openim-server","State":{"Health":{"Log":[{"ExitCode":127,"Output":"sh: mage: not found"}]}}}]
                """);
        inside("exec", "serviceBinaries:\n  openim-api: 1\n  openim-push: 1\n");

        assertThat(containers("unhealthy", table("Ssl", "Sl")))
                .isEqualTo("1 containers run and are healthy; docker calls openim-server unhealthy, for a health check"
                        + " that cannot be run in there");
        inside("exec", "serviceBinaries:\n  openim-api: 1\n  openim-push: 2\n");
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> containers("unhealthy", table("Ssl", "Sl")))
                .withMessage("inside openim-server: openim-push 1 of 2");
    }

    @Test
    void theProcessesOfAServerAreCountedInItsContainer() throws IOException {
        inside("exec", "serviceBinaries:\n  openim-api: 1\n  openim-push: 1\n");
        assertThat(ofServer("running", table("Ssl", "Sl")))
                .isEqualTo("2 kinds of process, 2 in all, inside openim-server");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> ofServer("running", table("Ssl", "Tl")))
                .withMessage("stand still inside openim-server: openim-push (pid 12, stopped)");
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> ofServer("exited", table("Ssl", "Sl")))
                .withMessageStartingWith("its container does not run: openim-server: exited with 0");
        inside("exec", "serviceBinaries:\n  openim-api: 1\n  openim-push: 2\n");
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> ofServer("running", table("Ssl", "Sl")))
                .withMessage("inside openim-server: openim-push 1 of 2");
    }

    @Test
    void whereTheProcessesOfAServerCannotBeCountedNobodyLooked() throws IOException {
        inside("exec", "no yaml");
        assertThatExceptionOfType(CannotLook.class).isThrownBy(() -> ofServer("running", table("Ssl", "Sl")));
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> ofServer("running", table("Ssl", "Sl"), "openim-chat"))
                .withMessageContaining("has no container of openim-server on this host");
    }

    private String ofServer(String state, String top) throws IOException {
        return ofServer(state, top, "openim-server");
    }

    private String ofServer(String state, String top, String service) throws IOException {
        inside("compose", """
                {"Name":"openim-server","Service":"%s","State":"%s","Health":"","ExitCode":0}
                """.formatted(service, state));
        inside("top", top);
        return ServerProcesses.inContainer(directory, "openim-server", docker(), Deadline.in(Duration.ofMinutes(1)));
    }

    /** What docker says when asked for that. */
    private void inside(String command, String words) throws IOException {
        Files.writeString(directory.resolve("docker-" + command), words);
    }

    private static String table(String api, String push) {
        return "PID USER STAT COMMAND%n11 root %s /im/openim-api -i 0%n12 root %s /im/openim-push -i 0"
                .formatted(api, push);
    }

    /** Looks at one container, where {@code docker top} says that. */
    private String containers(String health, String top) throws IOException {
        return containersOf("""
                {"Name":"openim-server","Service":"openim-server","State":"running","Health":"%s","ExitCode":0}
                """.formatted(health), top);
    }

    /** The same of these containers, in each of which that is seen. */
    private String containersOf(String rows, String top) throws IOException {
        inside("compose", rows);
        inside("top", top);
        return Processes.containersMustBeWell(directory, docker(), Deadline.in(Duration.ofMinutes(1)));
    }

    private Docker docker() throws IOException {
        return new Docker(FakeTool.in(directory, "docker", """
                what=$1
                case "$*" in *mage*) what=mage ;; esac
                cat '%s'/docker-$what
                """.formatted(directory)));
    }

    private void begin(String name) throws IOException {
        Path binary = Files.copy(
                Path.of("/bin/sleep").toRealPath(),
                directory.resolve(name),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        processes.add(new ProcessBuilder(binary.toString(), "300").start());
    }

    private String run(String words) throws IOException {
        Mage mage = new Mage(FakeTool.saying(directory, "mage", words, 1));
        String seen = Processes.mustRun(directory, mage, Deadline.in(Duration.ofMinutes(1)));
        assertThat(seen).isNotBlank();
        return seen;
    }
}
