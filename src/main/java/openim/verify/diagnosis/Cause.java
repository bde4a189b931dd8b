package openim.verify.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Look;
import openim.verify.runbook.Part;
import openim.verify.verdict.CheckId;

/**
 * One thing that is broken, as far as can be told.
 *
 * @param suspect which part, and what is wrong with it
 * @param words the same as a sentence without its dot, as exactly as is known: {@code Redis has run out of memory}
 * @param weight how strongly what was seen speaks for it, what speaks against it taken off; higher comes first
 * @param seenDirectly whether it was looked at itself: a ping, a count of processes, a container, or the server's own words
 *     that name it; else it is inferred from what does not work
 * @param shownBy the red checks that show it: those that looked at the part itself, then those whose words name it, then those
 *     that fit
 * @param explains the red checks that come of it, those among them
 * @param speaksFor what was seen that speaks for it, a sentence each
 * @param speaksAgainst what was seen that does not fit, a sentence each
 * @param cannotBeToldFrom others that would look the same
 * @param tells the command that would tell it from those; empty if there are none
 */
public record Cause(
        Suspect suspect,
        String words,
        int weight,
        boolean seenDirectly,
        List<CheckId> shownBy,
        Set<CheckId> explains,
        List<String> speaksFor,
        List<String> speaksAgainst,
        List<Suspect> cannotBeToldFrom,
        Optional<Look> tells) {

    public Cause {
        shownBy = List.copyOf(shownBy);
        explains = Set.copyOf(explains);
        speaksFor = List.copyOf(speaksFor);
        speaksAgainst = List.copyOf(speaksAgainst);
        cannotBeToldFrom = List.copyOf(cannotBeToldFrom);
        if (speaksFor.isEmpty()) {
            throw new IllegalArgumentException(suspect + ", and nothing speaks for it");
        }
    }

    public Part part() {
        return suspect.part();
    }

    public FaultKind ailment() {
        return suspect.ailment();
    }

    /** Whether it is this one, or one that it cannot be told from. */
    public boolean mayBe(Suspect other) {
        return suspect.equals(other) || cannotBeToldFrom.contains(other);
    }

    @Override
    public String toString() {
        return words;
    }
}
