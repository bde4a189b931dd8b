package openim.verify.recovery.drill;

import static openim.verify.recovery.drill.Told.hung;
import static openim.verify.recovery.drill.Told.killed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillTableTest {

    @Test
    void everyLineFitsTheScreenAndSaysWhatIsWrong() {
        List<String> lines = Result.table(List.of(
                new Result(
                        killed("openim-rpc-conversation"),
                        "openim-rpc-conversation is dead",
                        List.of("restart OpenIMServer"),
                        "recovered",
                        Duration.ofSeconds(1234),
                        List.of(),
                        true),
                new Result(
                        hung("openim-msgtransfer"),
                        "Kafka hangs",
                        List.of(),
                        "person-needed",
                        Duration.ofSeconds(31),
                        List.of("the first cause named is not that openim-msgtransfer hangs, and "
                                + "a_word_that_is_longer_than_a_line_".repeat(4)),
                        true),
                Result.notTried(killed("redis"), "no openim.drill.stop.redis says what ends it")));

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Result.WIDTH));
        assertThat(lines.get(2)).matches("openim-rpc-conversation killed the true one {6}restart {8}recovered 1234");
        assertThat(lines.get(3)).isEqualTo(" ".repeat(49) + "OpenIMServer");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("openim-msgtransfer      hung   Kafka hangs       none")
                        .endsWith("31"));
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("  ! the first cause named is not"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("redis").endsWith("-"));
    }
}
