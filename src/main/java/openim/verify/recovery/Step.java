package openim.verify.recovery;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.runbook.Afterwards;
import openim.verify.runbook.Branch;
import openim.verify.runbook.CommandLine;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Signs;
import openim.verify.runbook.Site;
import openim.verify.runbook.Window;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/**
 * One fix, when it may be done, and what decides whether it was enough.
 *
 * @param fix what is done
 * @param mends the parts that it is done for
 * @param section where the document has it
 * @param why the reason, as a sentence
 * @param before the checks that must not be red when it is done; for a restart, those of the components
 * @param window how long one looks before one judges
 * @param suites the suites that are run again
 * @param verify the checks of theirs that this fix must turn green
 * @param otherwise what to do for whoever is still red then
 * @param others how the causes look that are known too, and that this fix does not mend: what they keep red says nothing of it
 */
public record Step(
        Fix fix,
        Set<Part> mends,
        String section,
        String why,
        Set<CheckId> before,
        Window window,
        Set<String> suites,
        Set<CheckId> verify,
        List<Branch> otherwise,
        List<Signs> others) {

    /** With a component dead, a server that is stopped does not come back. */
    static final Set<CheckId> COMPONENTS = Stream.of("mongo", "redis", "kafka", "etcd", "minio")
            .map(name -> new CheckId("component." + name))
            .collect(Collectors.toUnmodifiableSet());

    /** A health check looks now and then: without it what was just mended is taken for another fault. */
    private static final CheckId CONTAINERS = new CheckId("process.containers");

    public Step {
        mends = Collections.unmodifiableSet(new TreeSet<>(mends));
        before = Collections.unmodifiableSet(new TreeSet<>(before));
        suites = Collections.unmodifiableSet(new TreeSet<>(suites));
        verify = Collections.unmodifiableSet(new TreeSet<>(verify));
        otherwise = List.copyOf(otherwise);
        others = List.copyOf(others);
        if (suites.isEmpty() || verify.isEmpty()) {
            throw new IllegalArgumentException(fix.sentence() + ", and nothing would say whether it helped");
        }
    }

    /** One step of what the rows of several causes say, where one fix is for all of them. */
    static Step of(Fix fix, List<Remedy> remedies, Set<CheckId> before, Installation installation) {
        List<Afterwards> afterwards =
                remedies.stream().map(each -> each.entry().afterwards()).toList();
        Set<CheckId> verify = all(afterwards, Afterwards::verify);
        if (installation == Installation.DOCKER) {
            verify.add(CONTAINERS);
        }
        Set<Part> mends = remedies.stream().map(each -> each.cause().part()).collect(Collectors.toSet());
        return new Step(
                fix,
                mends,
                sections(remedies),
                why(remedies),
                before,
                window(afterwards.stream().map(Afterwards::window).toList()),
                all(afterwards, Afterwards::suites),
                verify,
                branches(afterwards),
                List.of());
    }

    /** The same, where other causes are known. */
    Step beside(List<Signs> known) {
        return new Step(fix, mends, section, why, before, window, suites, verify, otherwise, known);
    }

    /** Whether what was seen there may come of another cause, which another step is for, or a person. */
    public boolean isOfAnother(Observation seen) {
        return !seen.verdict().isHealthy()
                && others.stream().anyMatch(signs -> signs.include(seen) || signs.concern(seen));
    }

    /** Whether the operator has to allow it with {@code --allow-restart}. */
    public boolean needsAllowRestart() {
        return fix.restarts();
    }

    /** What is typed for it, in this order. */
    public List<CommandLine> commands(Site site) {
        return fix.commands(site);
    }

    /** The branches that are taken if these are still red when the window has ended. */
    public List<Branch> taken(Installation installation, Set<CheckId> red) {
        return Branch.taken(otherwise, installation, red);
    }

    private static String sections(List<Remedy> remedies) {
        return remedies.stream()
                .map(each -> each.entry().section() + (each.entry().documented() ? "" : " (our row)"))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String why(List<Remedy> remedies) {
        return remedies.stream().map(each -> each.cause().toString()).distinct().collect(Collectors.joining(", "));
    }

    /** Long enough for all of them. */
    private static Window window(List<Window> windows) {
        Comparator<Duration> length = Comparator.naturalOrder();
        return new Window(
                windows.stream().map(Window::notBefore).max(length).orElseThrow(),
                windows.stream().map(Window::atMost).max(length).orElseThrow(),
                windows.stream().allMatch(Window::greenCountsEarly));
    }

    private static <T extends Comparable<? super T>> Set<T> all(
            List<Afterwards> afterwards, Function<Afterwards, Set<T>> of) {
        return afterwards.stream()
                .flatMap(each -> of.apply(each).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Branch> branches(List<Afterwards> afterwards) {
        Set<Branch> branches = new LinkedHashSet<>();
        afterwards.forEach(each -> branches.addAll(each.otherwise()));
        return branches.stream().sorted(Comparator.comparing(Branch::restart)).toList();
    }
}
