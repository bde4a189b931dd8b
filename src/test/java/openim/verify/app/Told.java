package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import openim.verify.rehearsal.Lie;
import openim.verify.verdict.Observation;

/**
 * A lie, and what the full suite makes of it. Of the suite those checks are asked that the lie is about, and those beside them that
 * it must not touch.
 *
 * @param words what the first cause says, among others
 * @param red what must be red, the first cause first
 * @param green what must be green all the same
 */
record Told(Lie lie, String words, Red red, Green green) {

    record Red(String... checks) {}

    record Green(String... checks) {}

    /** Has it told, and sees to it that exactly its checks are red for it. */
    void isFoundOut(Rehearsed rehearsed) {
        rehearsed.deployment().lies().tell(lie);

        var full = rehearsed.full(asked());

        assertThat(full.red()).as(full.output()).containsExactlyInAnyOrder(red.checks());
        assertThat(full.green()).as(full.output()).containsExactlyInAnyOrder(green.checks());
        Observation cause = full.run().firstCause().orElseThrow();
        assertThat(cause.check()).hasToString(red.checks()[0]);
        assertThat(cause.verdict().summary()).contains(words);
        assertThat(full.run().exitStatus()).isEqualTo(1);
    }

    private String[] asked() {
        return Stream.concat(Stream.of(red.checks), Stream.of(green.checks)).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return lie.toString();
    }
}
