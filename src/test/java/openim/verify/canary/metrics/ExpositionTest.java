package openim.verify.canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The linter sees what is wrong. */
class ExpositionTest {

    private static final String GOOD = "# HELP a_seconds Seconds.\n# TYPE a_seconds gauge\na_seconds{x=\"1\"} 2.5\n";

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultIsSeen(String part, String fault, String complaint) {
        String planted = GOOD.replace(part, fault);

        assertThat(planted).isNotEqualTo(GOOD);
        assertThat(Exposition.of(GOOD).wrong()).isEmpty();
        assertThat(Exposition.of(planted).wrong()).anyMatch(words -> words.contains(complaint));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("2.5", "two", "no line of this format"),
                Arguments.of("{x=\"1\"}", "{x=1}", "labels"),
                Arguments.of("gauge", "gouge", "of no type"),
                Arguments.of("# HELP a_seconds Seconds.\n", "", "without TYPE and HELP"),
                Arguments.of("gauge", "counter", "no counter"),
                Arguments.of("a_seconds", "a_ms", "base unit"),
                Arguments.of("2.5\n", "2.5\na_seconds{x=\"1\"} 3\n", "twice"),
                Arguments.of("2.5\n", "2.5", "no end"));
    }
}
