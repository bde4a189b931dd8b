package openim.verify.recovery.drill;

import static openim.verify.recovery.drill.Told.killed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import openim.verify.recovery.Sleeper;
import openim.verify.recovery.drill.Drill.Faults;
import openim.verify.recovery.drill.Drill.Rescue;
import openim.verify.runbook.Installation;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;

class DrillTest {

    private final List<String> done = new ArrayList<>();
    private final Deque<Optional<String>> wellness = new ArrayDeque<>();
    private Optional<String> obstacle = Optional.empty();

    @Test
    void eachIsBrokenMendedPutBackAndSeenWellBeforeTheNext() {
        List<Result> results = run(killed("redis"), killed("openim-push"));

        assertThat(done)
                .containsExactly(
                        "look",
                        "break redis",
                        "recover",
                        "put back",
                        "look",
                        "break openim-push",
                        "recover",
                        "put back",
                        "look");
        assertThat(results).hasSize(2).allMatch(Result::tried);
    }

    @Test
    void whatIsNotWellIsNotBroken() {
        wellness.add(Optional.of("Kafka is dead"));

        assertThat(run(killed("redis"))).singleElement().satisfies(result -> {
            assertThat(result.tried()).isFalse();
            assertThat(result.passed()).isFalse();
            assertThat(result.complaints()).containsExactly("the deployment is not well before it: Kafka is dead");
        });
        assertThat(done).containsExactly("look");
    }

    @Test
    void whatDoesNotGetWellIsNotPassedAndEndsTheDrill() {
        wellness.add(Optional.empty());
        wellness.add(Optional.of("message.pushed is red"));

        List<Result> results = run(killed("redis"), killed("openim-push"));

        assertThat(results.get(0).complaints()).contains("not well when it was put back: message.pushed is red");
        assertThat(results.get(1).tried()).isFalse();
    }

    @Test
    void whatCannotBeBrokenHereIsSaidAndTheOthersAreTried() {
        obstacle = Optional.of("no openim.drill.stop.redis says what ends it");

        assertThat(run(killed("redis"))).singleElement().satisfies(result -> {
            assertThat(result.tried()).isFalse();
            assertThat(result.complaints()).containsExactly("no openim.drill.stop.redis says what ends it");
        });
    }

    @Test
    void theFaultIsTakenBackThoughTheRecoveryBreaksOff() {
        Drill drill = drill(exercise -> {
            throw new CannotLook("interrupted");
        });

        assertThatExceptionOfType(CannotLook.class).isThrownBy(() -> drill.run(List.of(killed("redis"))));
        assertThat(done).endsWith("break redis", "put back");
    }

    private List<Result> run(Exercise... exercises) {
        return drill(exercise -> {
                    done.add("recover");
                    return new Told().recovered();
                })
                .run(List.of(exercises));
    }

    /** A recovery, in one way or another. */
    private interface Attempt {

        Rescue.Rescued at(Exercise exercise);
    }

    private Drill drill(Attempt attempt) {
        Rescue rescue = new Rescue() {
            @Override
            public Rescued attempt(Exercise exercise) {
                return attempt.at(exercise);
            }

            @Override
            public Optional<String> unwell() {
                done.add("look");
                return wellness.isEmpty() ? Optional.empty() : wellness.remove();
            }
        };
        return new Drill(faults(), rescue, Installation.SOURCE, false, Sleeper.real(), line -> {});
    }

    private Faults faults() {
        return new Faults() {
            @Override
            public Optional<String> obstacle(Exercise exercise) {
                return obstacle;
            }

            @Override
            public void inject(Exercise exercise) {
                done.add("break " + exercise.part().word());
            }

            @Override
            public void undo() {
                done.add("put back");
            }
        };
    }
}
