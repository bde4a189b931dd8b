package openim.verify.app.site;

import java.util.stream.Collectors;
import openim.verify.config.ProgramCall;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.recovery.Plan;
import openim.verify.recovery.Planner;
import openim.verify.recovery.Planning;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.Site;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;

/**
 * Diagnoses by the runbook that comes with the product, and plans by it.
 *
 * @param runbook read and checked as a whole, before anything is touched
 */
public record RunbookPlanning(Runbook runbook, Planner planner, Site site) implements Planning {

    /**
     * @param beyondRunbook whether what hangs may be planned for
     * @param invocation how this program was called
     * @throws openim.verify.runbook.RunbookException if anything is wrong with the runbook
     */
    public static RunbookPlanning at(Site site, boolean beyondRunbook, ProgramCall invocation) {
        Runbook runbook = ofProduct(invocation);
        return new RunbookPlanning(runbook, new Planner(runbook, site, beyondRunbook), site);
    }

    /** The runbook that comes with the product, for who called it so. */
    public static Runbook ofProduct(ProgramCall invocation) {
        return Runbook.read(
                Checks.all().stream().map(Check::id).collect(Collectors.toSet()),
                Suites.all().stream().map(Suite::name).collect(Collectors.toSet()),
                invocation.toString());
    }

    @Override
    public Plan plan(Run seen) {
        return planner.plan(Diagnosis.of(runbook, site.installation(), seen.observations()));
    }
}
