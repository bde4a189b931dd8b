package openim.verify.client.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.component.Component.MinioComponent;
import openim.verify.client.net.Tls;
import openim.verify.config.secret.Secret;
import openim.verify.config.store.Minio;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinioComponentTest {

    private static final Optional<Minio.AccessKey> KEYS =
            Optional.of(new Minio.AccessKey("root", Secret.of("openIM123")));

    private static final String REGION = "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>";

    private FakeHttp server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeHttp();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Ping ping(Optional<Minio.AccessKey> keys) {
        return new MinioComponent(new Minio(server.url(), keys, "openim"), Tls.ofTheJdk())
                .ping(Deadline.in(Duration.ofSeconds(30)));
    }

    @Test
    void livePageIsEnoughWithoutKeys() {
        server.on("/minio/health/live", 200, "");

        assertThat(ping(Optional.empty())).isEqualTo(new Ping.Alive("live"));
    }

    @Test
    void withKeysTheBucketIsAskedFor() {
        server.on("/minio/health/live", 200, "").on("/openim", 200, REGION);

        assertThat(ping(KEYS)).isEqualTo(new Ping.Alive("has the bucket openim"));
        assertThat(server.asked()).anySatisfy(asked -> assertThat(asked).contains("/openim", "AWS4-HMAC-SHA256"));
    }

    @Test
    void aStoreWithoutALivePageIsAliveIfItAnswersASignedCall() {
        server.on("/openim", 200, REGION);

        assertThat(ping(KEYS)).isInstanceOf(Ping.Alive.class);
    }

    @Test
    void aRefusalOfOurKeysAccusesNobody() {
        server.on("/openim", 403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");

        assertThat(ping(KEYS))
                .isInstanceOfSatisfying(
                        Ping.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("our settings", "SignatureDoesNotMatch"));
    }

    @Test
    @DisplayName("field report open-im-server#2538: a host name that MinIO takes no request for is a complaint")
    void aHostNameThatIsNotTakenIsAComplaint() {
        server.on("/minio/health/live", 200, "")
                .on(
                        "/openim",
                        400,
                        "<Error><Code>InvalidRequest</Code><Message>Invalid Request (invalid hostname)</Message></Error>");

        assertThat(ping(KEYS)).isInstanceOfSatisfying(Ping.Complaint.class, complaint -> {
            assertThat(complaint.ailing()).isEqualTo(Ping.Ailing.MISCONFIGURED);
            assertThat(complaint.words()).contains("takes no request for the host name", "invalid hostname");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidAccessKeyId", "SignatureDoesNotMatch"})
    void aRefusalOfTheDeploymentsKeysIsAComplaint(String code) {
        server.on("/openim", 403, "<Error><Code>" + code + "</Code></Error>");
        MinioComponent component = new MinioComponent(
                new Minio(server.url(), KEYS, "openim"),
                Tls.ofTheJdk(),
                new ShownLogin("config/minio.yml", true, true));

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> component.mustBeAlive(Duration.ofSeconds(30)))
                .withMessageStartingWith("MinIO at " + server.url() + " refuses the login in config/minio.yml")
                .withMessageContaining(code)
                .satisfies(broken -> assertThat(broken.evidence()).contains(Evidence.of(Evidence.AILMENT, "refused")));
    }

    @Test
    void aRefusalOfRightsToTheBucketAloneIsAnAnswerOfS3() {
        server.on("/openim", 403, "<Error><Code>AccessDenied</Code></Error>");

        assertThat(ping(KEYS)).isInstanceOf(Ping.Alive.class);
    }

    @Test
    void aFullDiskIsAComplaint() {
        server.on("/openim", 507, "<Error><Code>XMinioStorageFull</Code></Error>");

        assertThat(ping(KEYS))
                .isInstanceOfSatisfying(
                        Ping.Complaint.class,
                        complaint -> assertThat(complaint.ailing()).isEqualTo(Ping.Ailing.EXHAUSTED));
    }

    @Test
    void aStoreThatIsNotReadyIsDead() {
        server.on("/minio/health/live", 503, "Service Unavailable");
        assertThat(ping(KEYS)).isInstanceOf(Ping.Dead.class);

        server.on("/minio/health/live", 200, "").on("/openim", 503, "");
        assertThat(ping(KEYS)).isInstanceOf(Ping.Dead.class);
    }

    @Test
    void withoutPageAndKeysNothingIsKnown() {
        assertThat(ping(Optional.empty())).isInstanceOf(Ping.Unknown.class);
    }
}
