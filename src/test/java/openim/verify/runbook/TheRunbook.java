package openim.verify.runbook;

import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;

/** The runbook that comes with the product, read as the application reads it. */
public final class TheRunbook {

    private TheRunbook() {}

    public static Runbook read() {
        return Runbook.read(checks(), suites(), "java -jar openim-verify.jar");
    }

    static Set<CheckId> checks() {
        return Checks.all().stream().map(Check::id).collect(Collectors.toSet());
    }

    static Set<String> suites() {
        return Suites.all().stream().map(Suite::name).collect(Collectors.toSet());
    }
}
