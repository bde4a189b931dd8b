package openim.verify.client.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.net.Tls;
import openim.verify.config.secret.Secret;
import openim.verify.config.store.Redis;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisComponentTest {

    private static Ping ping(String answer, Optional<Secret> password) throws IOException {
        try (Peer peer = Peer.answering(answer)) {
            Redis redis = new Redis(
                    URI.create("redis://127.0.0.1:" + peer.port()),
                    Optional.empty(),
                    password,
                    0,
                    Redis.Mode.STANDALONE);
            return new RedisComponent(redis, Tls.ofTheJdk()).ping(Deadline.in(Duration.ofSeconds(20)));
        }
    }

    private static Ping ping(String answer) throws IOException {
        return ping(answer, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"redis://[::1]:16379, Redis at [::1]:16379", "redis://redis_7:6379, Redis at redis_7:6379"})
    @DisplayName("field cases A5 and A13: an IPv6 address and a name with an underscore are places to look at")
    void itIsLookedAtWhereverItIs(URI address, String who) {
        Redis redis = new Redis(address, Optional.empty(), Optional.empty(), 0, Redis.Mode.STANDALONE);
        RedisComponent component = new RedisComponent(redis, Tls.ofTheJdk());

        assertThat(component.who()).isEqualTo(who);
        assertThat(component.ping(Deadline.in(Duration.ofSeconds(20)))).isNotInstanceOf(Ping.Alive.class);
    }

    @Test
    void pongIsLife() throws IOException {
        assertThat(ping("+PONG\r\n")).isEqualTo(new Ping.Alive("PONG"));
    }

    @Test
    void loadingIsDeath() throws IOException {
        assertThat(ping("-LOADING Redis is loading the dataset in memory\r\n"))
                .isEqualTo(new Ping.Dead(Optional.empty(), "LOADING Redis is loading the dataset in memory"));
    }

    @Test
    void ourOwnCredentialsRefusedSayNothing() throws IOException {
        assertThat(ping("-NOAUTH Authentication required.\r\n")).isInstanceOf(Ping.Unknown.class);
        assertThat(ping("-WRONGPASS invalid username-password pair\r\n", Optional.of(Secret.of("x"))))
                .isInstanceOf(Ping.Unknown.class);
        assertThat(ping("-DENIED Redis is running in protected mode\r\n")).isInstanceOf(Ping.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-WRONGPASS invalid username-password pair or user is disabled.", "-ERR invalid password"})
    void theDeploymentsCredentialsRefusedAreAComplaint(String answer) throws IOException {
        try (Peer peer = Peer.answering(answer + "\r\n")) {
            Redis redis = new Redis(
                    URI.create("redis://127.0.0.1:" + peer.port()),
                    Optional.empty(),
                    Optional.of(Secret.of("hush")),
                    0,
                    Redis.Mode.STANDALONE);
            RedisComponent component =
                    new RedisComponent(redis, Tls.ofTheJdk(), new ShownLogin("config/redis.yml", true, true));

            assertThatExceptionOfType(BrokenPromise.class)
                    .isThrownBy(() -> component.mustBeAlive(Duration.ofSeconds(20)))
                    .withMessageStartingWith("Redis at 127.0.0.1:" + peer.port()
                            + " refuses the login in config/redis.yml, which is what OpenIM has too: ")
                    .withMessageNotContaining("hush")
                    .satisfies(
                            broken -> assertThat(broken.evidence()).contains(Evidence.of(Evidence.AILMENT, "refused")));
        }
    }

    @Test
    void somethingElseOnThePortIsNotRedis() throws IOException {
        assertThat(ping("HTTP/1.1 400 Bad Request\r\n\r\n")).isInstanceOf(Ping.Dead.class);
        assertThat(ping("+HELLO\r\n")).isInstanceOf(Ping.Dead.class);
    }
}
