package openim.verify.client.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import openim.verify.await.Deadline;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.util.EntityUtils;
import org.junit.jupiter.api.Test;

class KeptConnectionsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void oneThatIsNotUsedIsClosed() throws Exception {
        var gone = new CountDownLatch(1);
        try (var server = Peer.with((socket, peer) -> {
            peer.hearWhole(socket);
            gone.countDown();
        })) {
            var kept = new KeptConnections(Duration.ofMillis(20), LONG);

            kept.keep(server.url(), dialled(server));

            assertThat(gone.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(kept.take(server.url())).isEmpty();
        }
    }

    @Test
    void oneThatIsUsedForLongIsNotKeptForEver() throws Exception {
        try (var server = Peer.silent()) {
            var kept = new KeptConnections(LONG, Duration.ZERO);

            kept.keep(server.url(), dialled(server));

            assertThat(kept.count()).isZero();
        }
    }

    @Test
    void onlyAFewAreKept() throws Exception {
        try (var server = Peer.silent();
                var kept = new KeptConnections()) {
            for (int i = 0; i < 20; i++) {
                kept.keep(server.url(), dialled(server));
            }

            assertThat(kept.count()).isEqualTo(8);
        }
    }

    @Test
    void theLatestIsTakenFirstAndOnlyOnce() throws Exception {
        try (var server = Peer.silent();
                var kept = new KeptConnections()) {
            var first = dialled(server);
            var second = dialled(server);
            kept.keep(server.url(), first);
            kept.keep(server.url(), second);

            assertThat(kept.take(server.url().resolve("/any/path?token=x"))).containsSame(second);
            assertThat(kept.take(server.url())).containsSame(first);
            assertThat(kept.take(server.url())).isEmpty();
        }
    }

    @Test
    void afterTroubleNoneIsKeptThatWasDialledBefore() throws Exception {
        try (var server = Peer.silent();
                var kept = new KeptConnections()) {
            var inUse = dialled(server);
            kept.keep(server.url(), dialled(server));

            kept.distrust(server.url());
            kept.keep(server.url(), inUse);
            assertThat(kept.count()).isZero();
            assertThat(inUse.isQuiet()).as("it was closed").isFalse();

            kept.keep(server.url(), dialled(server));
            assertThat(kept.count()).isEqualTo(1);
        }
    }

    @Test
    void whenItIsOverAllAreClosedAndNoneIsKeptAnyMore() throws Exception {
        var gone = new CountDownLatch(2);
        try (var server = Peer.with((socket, peer) -> {
            peer.hearWhole(socket);
            gone.countDown();
        })) {
            var kept = new KeptConnections();
            kept.keep(server.url(), dialled(server));

            kept.close();
            kept.keep(server.url(), dialled(server));

            assertThat(gone.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(kept.take(server.url())).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void whoeverHadAConnectionBeforeCannotCloseItForTheNext() throws Exception {
        try (var server = Peer.with((socket, peer) -> {
                    while (peer.hearWhole(socket)) {
                        Peer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    }
                });
                var connection = dialled(server)) {
            var client = new OneExchangeClient(connection);
            assertThat(exchanged(client, server.url())).isEqualTo("ok");
            assertThat(client.letGo()).isTrue();

            // As its finalizer does, at whatever time.
            client.getConnectionManager().shutdown();

            assertThat(connection.isQuiet()).isTrue();
            connection.beginAgain();
            assertThat(connection.arrivals().count()).isZero();
            assertThat(exchanged(new OneExchangeClient(connection), server.url()))
                    .isEqualTo("ok");
            assertThat(connection.arrivals().count()).isEqualTo(40);
        }
    }

    private static String exchanged(OneExchangeClient client, URI url) throws IOException {
        return EntityUtils.toString(client.execute(new HttpGet(url)).getEntity());
    }

    private static Connection dialled(Peer server) throws NotConnected {
        return Dial.to(server.url(), Tls.ofTheJdk(), Deadline.in(LONG));
    }
}
