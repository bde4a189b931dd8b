package openim.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import openim.verify.ClosedPort;
import openim.verify.await.Deadline;
import openim.verify.client.component.Registrations;
import openim.verify.client.net.OwnHosts;
import openim.verify.probe.Registered.Dialled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Field case B8: registered with an address where nobody listens any more. */
class RegisteredTest {

    private static Dialled dialled(boolean onThisMachine, String... endpoints) {
        return Dialled.all(
                new Registrations(Map.of("user-rpc-service", List.of(endpoints))),
                OwnHosts.named(List.of("im.invalid"), List.of()),
                onThisMachine,
                Deadline.in(Duration.ofSeconds(20)));
    }

    @Test
    @DisplayName("field case B8: an address where nobody listens is stale, the one beside it is not")
    void whereNobodyListensIsStale() throws IOException {
        try (ServerSocket open = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String live = "127.0.0.1:" + open.getLocalPort();
            String dead = "127.0.0.1:" + ClosedPort.number();

            Dialled dialled = dialled(true, live, dead);

            assertThat(dialled.stale()).containsExactly("user-rpc-service at " + dead);
            assertThat(dialled.listening()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("field case B8: a loopback address that means another machine accuses nobody")
    void loopbackOfAnotherMachineSaysNothing() throws IOException {
        assertThat(dialled(false, "127.0.0.1:" + ClosedPort.number()).stale()).isEmpty();
    }

    @Test
    @DisplayName("an address in a closed network that is not the deployment's is not dialled, whoever registered it")
    void whoRegistersSomebodyElsesAddressLearnsNothingOfIt() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            somebody.setSoTimeout(1);

            Dialled dialled = dialled(false, "localhost.:" + somebody.getLocalPort(), "10.255.255.1:80");

            assertThat(dialled.listening()).isZero();
            assertThat(dialled.stale()).isEmpty();
            assertThatThrownBy(somebody::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    @DisplayName("field case B8: a host that cannot be reached from here accuses nobody")
    void silenceSaysNothing() {
        assertThat(dialled(true, "192.0.2.77:4000").stale()).isEmpty();
    }
}
