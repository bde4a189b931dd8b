package openim.verify.rehearsal.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import openim.verify.config.Inputs;
import openim.verify.config.SettingsLoader;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.target.Rehearsal.Form;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The parts as processes of the system: what the kernel and the tools of an operator see of them. */
@Timeout(300)
class ApartTest {

    private static RehearsalDeployment deployment;

    @BeforeAll
    static void start() {
        deployment = RehearsalDeployment.start(Form.APART);
    }

    @AfterAll
    static void end() {
        List<Long> pids = deployment.parts().stream()
                .map(part -> part.pid().orElseThrow())
                .toList();

        deployment.close();

        pids.forEach(pid -> Awaitility.await("the end of " + pid)
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()));
    }

    @AfterEach
    void heal() {
        deployment.parts().forEach(RehearsalPart::resume);
        deployment.parts().forEach(RehearsalPart::start);
    }

    @Test
    void eachPartIsAProcessUnderItsDirectory() throws Exception {
        Path server = Path.of(deployment.settings().get("openim.server.dir"));
        long push = deployment.part("openim-push#1").pid().orElseThrow();

        assertThat(Files.readSymbolicLink(Path.of("/proc", Long.toString(push), "exe")))
                .isEqualTo(server.resolve("_output/bin/platforms/linux/amd64/openim-push"));
        assertThat(Files.readString(Path.of("/proc", Long.toString(push), "cmdline")))
                .endsWith("-i\0" + "0\0-c\0" + server + "/config/\0");
        assertThat(deployment.parts()).allSatisfy(part -> assertThat(part.pid()).isPresent());
        assertThat(deployment.parts()).as("one of each").hasSize(5 + 12 + 6);
    }

    @Test
    void aKilledProcessIsADeadPartWhosePortRefuses() {
        RehearsalPart api = deployment.part("openim-api");
        ProcessHandle.of(api.pid().orElseThrow()).orElseThrow().destroyForcibly();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> api.state() == RehearsalPart.State.DEAD);
        assertThatThrownBy(() -> connectToApi()).isInstanceOf(ConnectException.class);

        api.start();
        assertThat(api.state()).isEqualTo(RehearsalPart.State.RUNNING);
    }

    @Test
    void aStoppedProcessIsAHungPartWhosePortStillAccepts() throws Exception {
        RehearsalPart api = deployment.part("openim-api");
        signal("STOP", api.pid().orElseThrow());

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> api.state() == RehearsalPart.State.HUNG);
        try (Socket socket = connectToApi()) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            signal("CONT", api.pid().orElseThrow());
            socket.setSoTimeout(30_000);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> api.state() == RehearsalPart.State.RUNNING);
    }

    @Test
    void mageEndsRealProcessesAndStartsNewOnes() throws Exception {
        long before = deployment.part("openim-rpc-user").pid().orElseThrow();

        assertThat(mage("stop")).contains(String.valueOf(before)).contains("All services have been stopped");
        assertThat(ProcessHandle.of(before).filter(ProcessHandle::isAlive)).isEmpty();

        assertThat(mage("start")).contains("All services are running normally");
        assertThat(deployment.part("openim-rpc-user").pid().orElseThrow()).isNotEqualTo(before);
        assertThat(mage("check")).contains("All services are running normally");
    }

    @Test
    void aStoppedProcessOutlivesMageStop() throws Exception {
        RehearsalPart hung = deployment.part("openim-rpc-group");
        hung.hang();
        long pid = hung.pid().orElseThrow();

        assertThat(mage("stop")).contains("some services have still not stopped");

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isPresent();
        signal("CONT", pid);
        Awaitility.await("SIGTERM was pending")
                .atMost(Duration.ofSeconds(30))
                .until(() -> hung.state() == RehearsalPart.State.DEAD);
    }

    private static Socket connectToApi() throws IOException {
        URI api = SettingsLoader.load(Inputs.in(Path.of(".")).withEmbedded(deployment.settings()))
                .endpoints()
                .api();
        return new Socket(InetAddress.getByName(api.getHost()), api.getPort());
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                        .start()
                        .waitFor())
                .isZero();
    }

    private static String mage(String target) throws Exception {
        Path output = Files.createTempFile("mage", ".log");
        try {
            Process mage = new ProcessBuilder(deployment.settings().get("openim.mage"), target)
                    .directory(Path.of(deployment.settings().get("openim.server.dir"))
                            .toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(mage.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }
}
