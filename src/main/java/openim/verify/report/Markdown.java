package openim.verify.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.suite.Check;
import openim.verify.suite.Suite;

/** The catalogue of checks as the table in the README. */
public final class Markdown {

    private Markdown() {}

    /**
     * A row for each check that one of the suites looks at, in the order given.
     *
     * @return lines that each end in a line feed
     */
    public static String table(List<Check> checks, List<Suite> suites) {
        String rows = checks.stream()
                .filter(check ->
                        suites.stream().anyMatch(suite -> suite.checks().contains(check.id())))
                .map(check -> row(check, suites))
                .collect(Collectors.joining());
        return "| id | promise | runbook section | required in | optional in | deadline |\n"
                + "|---|---|---|---|---|---|\n"
                + rows;
    }

    private static String row(Check check, List<Suite> suites) {
        return Stream.of(
                        "`" + check.id() + "`",
                        check.promise(),
                        check.section(),
                        names(suites.stream().filter(suite -> suite.required().contains(check.id()))),
                        names(suites.stream().filter(suite -> suite.optional().contains(check.id()))),
                        "`" + check.deadline() + "`")
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String names(Stream<Suite> suites) {
        return suites.map(Suite::name).collect(Collectors.joining(", "));
    }
}
