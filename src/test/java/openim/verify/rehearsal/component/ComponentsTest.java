package openim.verify.rehearsal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComponentsTest {

    private static final long PATIENCE_SECONDS = 60;
    private static final long SILENCE_SECONDS = 2;

    private final RehearsalCredentials credentials = RehearsalCredentials.random();
    private final Lies lies = new Lies();

    private Components components;

    @BeforeAll
    void start(@TempDir Path directory) {
        components = Components.start(directory, credentials, lies);
    }

    @AfterAll
    void close() {
        components.close();
    }

    Stream<ComponentClient> clients() {
        RelayAddresses addresses = components.addresses();
        return Stream.of(
                new RedisClient(addresses.redis()),
                new MongoClient(addresses.mongo()),
                new KafkaClient(addresses.kafka()),
                new EtcdClient(addresses.etcd()),
                new S3Client(addresses.minio(), credentials));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aKilledOneFailsItsClientsAndComesBackWithItsData(ComponentClient client) throws Exception {
        RehearsalPart part = part(client);
        client.writes("killed", "kept");

        part.kill();
        assertThat(part.state()).isEqualTo(RehearsalPart.State.DEAD);
        assertThatThrownBy(() -> client.reads("killed")).isInstanceOf(Exception.class);

        part.start();
        assertThat(part.state()).isEqualTo(RehearsalPart.State.RUNNING);
        assertThat(client.reads("killed")).isEqualTo("kept");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aHungOneIsSilentAndHandlesWhatWasPendingWhenItGoesOn(ComponentClient client) throws Exception {
        RehearsalPart part = part(client);
        client.writes("hung", "kept");

        part.hang();
        CompletableFuture<String> pending = CompletableFuture.supplyAsync(() -> unchecked(client, "hung"));
        assertThatThrownBy(() -> pending.get(SILENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(part.state()).isEqualTo(RehearsalPart.State.HUNG);

        part.resume();
        assertThat(pending.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("kept");
    }

    @Test
    void anUnsignedRequestIsRefused() {
        S3Client forger = new S3Client(components.addresses().minio(), RehearsalCredentials.random());
        assertThatThrownBy(() -> forger.writes("forged", "content")).hasMessageContaining("403");
    }

    @Test
    void aTamperedSignatureIsRefused() throws Exception {
        S3Client client = s3();
        client.writes("signed", "content");
        assertThatThrownBy(() -> client.readsByTamperedUrl("signed")).hasMessageContaining("403");
    }

    @Test
    void minioTellsEverybodyThatItLives() throws Exception {
        assertThat(s3().health()).isEqualTo(200);
    }

    @Test
    void aDownloadGivesOtherBytesWhileThatLieIsTold() throws Exception {
        S3Client client = s3();
        client.writes("truth", "content");
        lies.tell(Lie.RETURNS_ANOTHER_FILE);
        try {
            assertThat(client.reads("truth")).hasSameSizeAs("content").isNotEqualTo("content");
        } finally {
            lies.recantAll();
        }
        assertThat(client.reads("truth")).isEqualTo("content");
    }

    @Test
    void storesComeBackEmptyWhenThatLieIsTold() throws Exception {
        RedisClient redis = new RedisClient(components.addresses().redis());
        MongoClient mongo = new MongoClient(components.addresses().mongo());
        redis.writes("lost", "value");
        mongo.writes("lost", "value");
        s3().writes("lost", "value");
        lies.tell(Lie.COMES_BACK_EMPTY);
        lies.recantAll();
        assertThat(redis.reads("lost")).isEmpty();
        assertThat(mongo.reads("lost")).isEmpty();
        assertThatThrownBy(() -> s3().reads("lost")).hasMessageContaining("404");
    }

    private S3Client s3() {
        return new S3Client(components.addresses().minio(), credentials);
    }

    private RehearsalPart part(ComponentClient client) {
        return components.parts().stream()
                .filter(part -> part.name().equals(client.component()))
                .findFirst()
                .orElseThrow();
    }

    private static String unchecked(ComponentClient client, String key) {
        try {
            return client.reads(key);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
