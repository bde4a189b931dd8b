package openim.verify.host;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What {@code mage check} said of the processes of one directory, or, where it said nothing, what their table says.
 *
 * <p>It counts processes. A hung one is counted like a healthy one: see {@link ProcessTable}.
 *
 * @param counts each process of start-config.yml, by name; never empty
 * @param exit mage's exit status, which by itself proves nothing
 * @param words what it wrote, without colours
 * @param took how long it took
 */
public record ProcessReport(List<ProcessCount> counts, int exit, String words, Duration took) {

    public ProcessReport {
        counts =
                counts.stream().sorted(Comparator.comparing(ProcessCount::name)).toList();
        if (counts.isEmpty()) {
            throw new IllegalArgumentException("a report that names no process is none");
        }
    }

    /** Those that run too seldom or too often. */
    public List<ProcessCount> wrong() {
        return counts.stream().filter(count -> !count.asExpected()).toList();
    }
}
