package openim.verify.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListeningSocketsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void whoeverBoundThePortIsFoundWithWhatItRuns() throws Exception {
        try (ServerSocket bound = new ServerSocket(0, 1, LOOPBACK)) {
            List<Listener> found = ListeningSockets.here().on(LOOPBACK, bound.getLocalPort());

            assertThat(found).hasSize(1);
            assertThat(found.get(0).pid()).contains(ProcessHandle.current().pid());
            assertThat(found.get(0)
                            .runsFrom(Path.of(System.getProperty("java.home")).toRealPath()))
                    .isTrue();
            assertThat(found.get(0).runsFrom(Path.of("/opt/open-im-server"))).isFalse();
        }
    }

    @Test
    void oneThatIsBoundToAllAddressesAnswersHereToo() throws Exception {
        try (ServerSocket bound = new ServerSocket(0)) {
            assertThat(ListeningSockets.here().on(LOOPBACK, bound.getLocalPort()))
                    .extracting(Listener::pid)
                    .containsExactly(Optional.of(ProcessHandle.current().pid()));
        }
    }

    @Test
    void aPortThatNobodyListensOnHasNobody() throws Exception {
        int closed;
        try (ServerSocket bound = new ServerSocket(0, 1, LOOPBACK)) {
            closed = bound.getLocalPort();
        }

        assertThat(ListeningSockets.here().on(LOOPBACK, closed)).isEmpty();
    }
}
