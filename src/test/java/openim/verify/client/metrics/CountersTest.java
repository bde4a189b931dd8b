package openim.verify.client.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountersTest {

    private static final String FAILED = "msg_insert_mongo_failed_total";

    @Test
    void commentsAndLabelsArePassedOver() {
        var values = Counters.parse("""
                # HELP msg_insert_mongo_failed_total The number of failed insert msg to mongo
                # TYPE msg_insert_mongo_failed_total counter
                msg_insert_mongo_failed_total 3
                rpc_count{code="0",path="/a b"} 1
                rpc_count{code="500",path="/a b"} 2 1700000000
                go_gc_duration_seconds NaNs
                """);

        assertThat(values).containsOnly(Map.entry(FAILED, 3.0), Map.entry("rpc_count", 3.0));
    }

    @Test
    void aProcessThatWasStartedAnewCountsFromNothing() {
        var before = new Counters(Map.of("a", Map.of(FAILED, 7.0), "gone", Map.of(FAILED, 1.0)));
        var now = new Counters(Map.of("a", Map.of(FAILED, 2.0), "new", Map.of(FAILED, 1.0)));

        assertThat(now.risen(FAILED, before)).isEqualTo(3);
    }
}
