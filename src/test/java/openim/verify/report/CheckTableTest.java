package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;

/** The table of all checks. */
class CheckTableTest {

    private static final CheckId ONE = new CheckId("a.one");
    private static final CheckId TWO = new CheckId("a.two");

    private static Check check(CheckId id, String promise) {
        return new Check(id, promise, "Section", "suspect", "openim.deadline.call", List.of());
    }

    @Test
    void eachCheckIsARowWithTheSuitesThatLookAtIt() {
        List<Check> checks =
                List.of(check(ONE, "one | holds"), check(TWO, "two holds"), check(new CheckId("a.three"), "unused"));
        List<Suite> suites =
                List.of(new Suite("quick", Set.of(ONE), Set.of(TWO)), new Suite("whole", Set.of(ONE, TWO), Set.of()));

        assertThat(Explain.table(checks, suites)).isEqualTo("""
                | id | promise | runbook section | required in | optional in | deadline |
                |---|---|---|---|---|---|
                | `a.one` | one \\| holds | Section | quick, whole |  | `openim.deadline.call` |
                | `a.two` | two holds | Section | whole | quick | `openim.deadline.call` |
                """);
    }

    @Test
    void theWholeCatalogueFits() {
        assertThat(Explain.table(Checks.all(), Suites.atTheMost()).lines())
                .hasSize(2 + Checks.all().size());
    }
}
