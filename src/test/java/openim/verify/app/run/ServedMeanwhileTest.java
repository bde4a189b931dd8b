package openim.verify.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openim.verify.client.Failure;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is red for want of an answer is not believed where the same run shows the component at work. */
class ServedMeanwhileTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static Observation red(String check, Failure failure) {
        return new Observation(
                new CheckId(check),
                new Verdict.Unhealthy("no answer within 4000 ms"),
                List.of(),
                BEGIN,
                Duration.ofSeconds(4),
                List.of(Evidence.of(Evidence.FAILURE, failure.word())));
    }

    private static Observation seen(String check, Verdict verdict, Instant at) {
        return new Observation(new CheckId(check), verdict, List.of(), at, Duration.ofSeconds(1), List.of());
    }

    private static Observation green(String check) {
        return seen(check, new Verdict.Healthy("all well"), BEGIN.plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "component.mongo, message.stored",
        "component.redis, message.pulled",
        "component.kafka, message.pushed",
        "component.minio, file.round-trip"
    })
    void aComponentThatDidItsWorkInTheSameRunIsNotCalledHung(String component, String proof) {
        var weighed = RunObservations.besideEachOther(List.of(red(component, Failure.NO_ANSWER), green(proof)));

        assertThat(weighed.get(0).verdict())
                .isInstanceOf(Verdict.Undetermined.class)
                .extracting(Verdict::summary)
                .asString()
                .startsWith("it looked red (no answer within 4000 ms), which is not believed, because " + proof);
        assertThat(weighed.get(1)).isEqualTo(green(proof));
    }

    @Test
    void oneThatRefusesIsDeadWhateverElseIsGreen() {
        var refused = red("component.kafka", Failure.REFUSED);

        assertThat(RunObservations.besideEachOther(List.of(refused, green("message.pushed"))))
                .contains(refused);
    }

    @Test
    void itIsRedWhereItsWorkIsNotSeenDone() {
        var silent = red("component.kafka", Failure.NO_ANSWER);
        var unpushed = seen("message.pushed", new Verdict.Unhealthy("nothing came"), BEGIN);
        var before = seen("message.pushed", new Verdict.Healthy("pushed"), BEGIN.minusSeconds(9));

        assertThat(RunObservations.besideEachOther(List.of(silent))).containsExactly(silent);
        assertThat(RunObservations.besideEachOther(List.of(silent, unpushed))).contains(silent);
        assertThat(RunObservations.besideEachOther(List.of(silent, before))).contains(silent);
        assertThat(RunObservations.besideEachOther(List.of(silent, green("message.stored"))))
                .contains(silent);
    }
}
