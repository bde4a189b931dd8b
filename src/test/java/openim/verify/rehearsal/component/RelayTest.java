package openim.verify.rehearsal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayTest {

    private static final int PATIENCE = 30_000;
    private static final int SILENCE = 300;

    private final EchoServer server = new EchoServer();
    private final Relay relay = Relay.to(server.port());

    @AfterEach
    void close() throws IOException {
        relay.close();
        server.close();
    }

    @Test
    void passingCarriesBytesBothWays() throws IOException {
        try (Socket client = connect()) {
            assertThat(echoed(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void refusingResetsOldConnectionsAndRefusesNewOnes() throws IOException {
        try (Socket old = connect()) {
            echoed(old, "before");
            relay.carry(Traffic.refusing());
            assertThatThrownBy(() -> read(old, 1)).isInstanceOf(SocketException.class);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void thePortIsTheSameAfterItRefused() throws IOException {
        int port = relay.port();
        for (int i = 0; i < 20; i++) {
            relay.carry(Traffic.refusing());
            relay.carry(Traffic.passing());
        }
        assertThat(relay.port()).isEqualTo(port);
        try (Socket client = connect()) {
            assertThat(echoed(client, "again")).isEqualTo("again");
        }
    }

    @Test
    void hangingKeepsConnectionsOpenAndSilentUntilItPasses() throws IOException {
        try (Socket old = connect()) {
            echoed(old, "before");
            relay.carry(Traffic.hanging());
            send(old, "to the old");
            assertSilent(old);
            try (Socket fresh = connect()) {
                send(fresh, "to the new");
                assertSilent(fresh);

                relay.carry(Traffic.passing());

                assertThat(read(old, 10)).isEqualTo("to the old");
                assertThat(read(fresh, 10)).isEqualTo("to the new");
            }
        }
    }

    @Test
    void aHungConnectionCanBeKilled() throws IOException {
        relay.carry(Traffic.hanging());
        try (Socket client = connect()) {
            relay.carry(Traffic.refusing());
            assertThatThrownBy(() -> read(client, 1)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void drippingTakesItsTimeForEachByteAndLosesNone() throws IOException {
        relay.carry(Traffic.dripping(40));
        try (Socket client = connect()) {
            long start = System.nanoTime();
            assertThat(echoed(client, "0123456789")).isEqualTo("0123456789");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        }
    }

    @Test
    void cuttingEndsTheAnswerInTheMiddle() throws IOException {
        relay.carry(Traffic.cutting(4));
        try (Socket client = connect()) {
            send(client, "0123456789");
            assertThat(read(client, 4)).isEqualTo("0123");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void delayingIsLateByAsMuchEachWay() throws IOException {
        relay.carry(Traffic.delaying(Duration.ofMillis(200)));
        try (Socket client = connect()) {
            long start = System.nanoTime();
            assertThat(echoed(client, "late")).isEqualTo("late");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
    }

    @Test
    void aServerThatIsGoneLooksGoneThroughTheRelay() throws IOException {
        server.close();
        try (Socket client = connect()) {
            assertThatThrownBy(() -> read(client, 1)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void leadsNewConnectionsToAnotherServerWhenTold() throws IOException {
        Relay waiting = Relay.toNobodyYet();
        waiting.leadTo(server.port());
        waiting.carry(Traffic.passing());
        try (waiting;
                Socket client = new Socket(InetAddress.getLoopbackAddress(), waiting.port())) {
            assertThat(echoed(client, "found")).isEqualTo("found");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static String echoed(Socket socket, String text) throws IOException {
        send(socket, text);
        return read(socket, text.length());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE);
        assertThatThrownBy(() -> read(socket, 1)).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE);
    }
}
