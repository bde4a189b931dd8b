package openim.verify.rehearsal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import openim.verify.AnotherJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedRedisTest {

    @TempDir
    private Path directory;

    @Test
    void theServerDoesNotOutliveAKilledRehearsal() throws Exception {
        Process rehearsal = AnotherJvm.running(RedisProcess.class, directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int port = Integer.parseInt(rehearsal.inputReader().readLine());
        assertThat(listensOn(port)).isTrue();

        rehearsal.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(60)).until(() -> !listensOn(port));
    }

    @Test
    void itsLogIsToldWhenItDoesNotComeUp() {
        Path noDirectory = directory.resolve("with a space");
        assertThatThrownBy(() -> EmbeddedRedis.launch(Relay.toNobodyYet(), noDirectory, "secret"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redis-server ended before it was ready");
    }

    private static boolean listensOn(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }
}
