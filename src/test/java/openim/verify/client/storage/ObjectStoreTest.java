package openim.verify.client.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import openim.verify.ClosedPort;
import openim.verify.client.net.Peer;
import openim.verify.client.net.Tls;
import openim.verify.config.secret.Secret;
import openim.verify.config.store.Minio;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.Test;

/** What it says when it cannot look; what it sees is proven on the rehearsal. */
class ObjectStoreTest {

    @Test
    void aStoreThatRefusesOurKeysIsNotLookedAt() {
        try (Peer refusing = Peer.answering(
                "403 Forbidden", "application/xml", "<Error><Code>AccessDenied</Code><Message>No.</Message></Error>")) {
            assertThatThrownBy(() -> store(refusing.url()).hasBucket())
                    .isInstanceOf(NotLookedAt.class)
                    .hasMessageContaining("refuses us");
        }
    }

    @Test
    void aStoreThatIsSilentCannotBeLookedAt() {
        try (Peer silent = Peer.silent()) {
            assertThatThrownBy(() -> store(silent.url()).find("key"))
                    .isInstanceOf(CannotLook.class)
                    .hasMessageContaining("no answer within");
        }
    }

    @Test
    void aStoreThatRefusesConnectionsCannotBeLookedAt() {
        assertThatThrownBy(() -> store(URI.create("http://127.0.0.1:" + ClosedPort.number()))
                        .unfinishedUploads("key"))
                .isInstanceOf(CannotLook.class);
    }

    @Test
    void bytesLieUnderTheirHash() {
        assertThat(ObjectStore.keyOf("00ff")).isEqualTo("openim/data/hash/00ff");
    }

    private static ObjectStore store(URI url) {
        Minio.AccessKey keys = new Minio.AccessKey("root", Secret.of("openIM123"));
        return new ObjectStore(
                new Minio(url, Optional.of(keys), "openim"), keys, Tls.ofTheJdk(), Duration.ofSeconds(3));
    }
}
