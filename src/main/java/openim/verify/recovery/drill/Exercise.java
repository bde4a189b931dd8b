package openim.verify.recovery.drill;

import java.util.ArrayList;
import java.util.List;
import openim.verify.diagnosis.Suspect;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Part;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.RunbookEntry;

/**
 * A row of the runbook that is tried.
 *
 * @param row what the runbook has for it
 */
public record Exercise(RunbookEntry row) {

    public Exercise {
        if (row.ailment() != FaultKind.DEAD && row.ailment() != FaultKind.HUNG) {
            throw new IllegalArgumentException("nobody can bring it about that " + row.part() + " "
                    + row.ailment().verb());
        }
    }

    /**
     * Those that were asked for.
     *
     * @param names of parts, as an operator types them; none for all
     * @param ailment {@link FaultKind#DEAD} to kill them, {@link FaultKind#HUNG} to hang them
     * @throws IllegalArgumentException if the runbook has no row for one; the message lists those there are
     */
    public static List<Exercise> chosen(Runbook runbook, List<String> names, FaultKind ailment) {
        List<RunbookEntry> rows = runbook.entries().stream()
                .filter(row -> row.ailment() == ailment && !row.part().isWholeServer())
                .toList();
        List<Exercise> chosen = new ArrayList<>();
        for (String name : names) {
            Part part = Part.named(name)
                    .filter(known -> rows.stream().anyMatch(row -> row.part() == known))
                    .orElseThrow(() -> new IllegalArgumentException("the runbook has no row for " + name
                            + "; there are "
                            + String.join(
                                    ", ",
                                    rows.stream().map(row -> row.part().word()).toList())));
            rows.stream().filter(row -> row.part() == part).map(Exercise::new).forEach(chosen::add);
        }
        return names.isEmpty() ? rows.stream().map(Exercise::new).toList() : List.copyOf(chosen);
    }

    public Part part() {
        return row.part();
    }

    /** Whether the part hangs; else it is killed. */
    public boolean hangs() {
        return row.ailment() == FaultKind.HUNG;
    }

    /** {@code killed}, or {@code hung}. */
    String how() {
        return hangs() ? "hung" : "killed";
    }

    Suspect truth() {
        return new Suspect(row.part(), row.ailment());
    }

    /** {@code openim-push, killed}. */
    @Override
    public String toString() {
        return part().word() + ", " + how();
    }
}
