package openim.verify.recovery;

import java.time.Duration;
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
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Window;
import openim.verify.verdict.CheckId;

/** Makes one step of what the rows of several causes say, where one fix is for all of them. */
final class StepMaking {

    /** With a component dead, a server that is stopped does not come back. */
    static final Set<CheckId> COMPONENTS = Stream.of("mongo", "redis", "kafka", "etcd", "minio")
            .map(name -> new CheckId("component." + name))
            .collect(Collectors.toUnmodifiableSet());

    private StepMaking() {}

    /** A health check looks now and then: without it what was just mended is taken for another fault. */
    private static final CheckId CONTAINERS = new CheckId("process.containers");

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
