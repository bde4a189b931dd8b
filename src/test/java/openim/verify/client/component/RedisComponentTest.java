package openim.verify.client.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.net.Tls;
import openim.verify.config.Redis;
import openim.verify.config.Secret;
import org.junit.jupiter.api.Test;

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
    void refusedCredentialsSayNothing() throws IOException {
        assertThat(ping("-NOAUTH Authentication required.\r\n")).isInstanceOf(Ping.Unknown.class);
        assertThat(ping("-WRONGPASS invalid username-password pair\r\n", Optional.of(Secret.of("x"))))
                .isInstanceOf(Ping.Unknown.class);
        assertThat(ping("-DENIED Redis is running in protected mode\r\n")).isInstanceOf(Ping.Unknown.class);
    }

    @Test
    void somethingElseOnThePortIsNotRedis() throws IOException {
        assertThat(ping("HTTP/1.1 400 Bad Request\r\n\r\n")).isInstanceOf(Ping.Dead.class);
        assertThat(ping("+HELLO\r\n")).isInstanceOf(Ping.Dead.class);
    }
}
