package openim.verify.message.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import openim.verify.ClosedPort;
import openim.verify.client.metrics.Counters;
import openim.verify.client.metrics.PrometheusReader;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.Test;

class FailedInsertsTest {

    private static final String FAILED = "msg_insert_mongo_failed_total";

    @Test
    void aRiseIsRedAndOldFailuresAreNot() {
        var before = counters(FAILED, 3);

        assertThat(FailedInserts.unchangedSince(before).judge(before).isMet()).isTrue();
        assertThat(FailedInserts.unchangedSince(before)
                        .judge(counters(FAILED, 5))
                        .reason())
                .isEqualTo(FAILED + " rose by 2");
    }

    @Test
    void whatTheServerRefusesOrPushesLateIsNotRed() {
        var before = counters("single_chat_msg_process_failed_total", 1);

        assertThat(FailedInserts.unchangedSince(before)
                        .judge(counters("single_chat_msg_process_failed_total", 9))
                        .isMet())
                .isTrue();
    }

    @Test
    void whereNothingAnswersNothingIsProven() throws IOException {
        var reader = new PrometheusReader(
                URI.create("http://127.0.0.1:" + ClosedPort.number()),
                Tls.ofTheJdk(),
                OwnHosts.named(List.of("127.0.0.1"), List.of()));

        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> FailedInserts.from(reader, OptionalInt.of(1), Duration.ofSeconds(30)))
                .withMessageContaining("cannot be read from here");
    }

    private static Counters counters(String name, double value) {
        return new Counters(Map.of("10.0.0.1:9000", Map.of(name, value)));
    }
}
