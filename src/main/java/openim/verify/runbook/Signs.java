package openim.verify.runbook;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/**
 * How an ailment of a part looks.
 *
 * @param sight the part was looked at itself: a ping, a count of processes, a container
 * @param names the server's own words name it
 * @param fits what does not work without it; green speaks against
 * @param may what may also be red for it; green says nothing
 * @param unless the checks that look at the part itself: one that is green speaks strongly against
 */
public record Signs(
        List<Symptom> sight, List<Symptom> names, List<Symptom> fits, List<Symptom> may, Set<CheckId> unless) {

    public Signs {
        sight = List.copyOf(sight);
        names = List.copyOf(names);
        fits = List.copyOf(fits);
        may = List.copyOf(may);
        unless = Set.copyOf(unless);
        if (sight.isEmpty() && names.isEmpty() && fits.isEmpty()) {
            throw new IllegalArgumentException("an ailment that nothing could ever show");
        }
    }

    /** Whether this red observation is one of the signs, words and all. */
    public boolean include(Observation seen) {
        return all().anyMatch(symptom -> symptom.isShownBy(seen));
    }

    /** Whether the check is one of those that turn red for it, whatever was said. */
    public boolean concern(Observation seen) {
        return all().filter(symptom -> symptom.check().isPresent()).anyMatch(symptom -> symptom.concerns(seen));
    }

    /** The checks that these name. */
    Stream<CheckId> checks() {
        return Stream.concat(all().flatMap(symptom -> symptom.check().stream()), unless.stream());
    }

    private Stream<Symptom> all() {
        return Stream.of(sight, names, fits, may).flatMap(List::stream);
    }
}
