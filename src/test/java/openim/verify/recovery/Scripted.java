package openim.verify.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/**
 * A deployment that is red when the script says so, in a time that passes only when somebody waits. Each look takes a second.
 */
public final class Scripted implements Verifier, Sleeper {

    public static final Instant BEGINNING = Instant.parse("2026-11-24T03:00:00Z");

    private static final Duration A_LOOK = Duration.ofSeconds(1);

    private final Map<Instant, Set<CheckId>> red = new LinkedHashMap<>();
    private final Set<CheckId> blind = new TreeSet<>();
    private final List<String> looks = new ArrayList<>();
    private Instant now = BEGINNING;

    /** From that many seconds on these are red, and nothing else. */
    public Scripted redFrom(long seconds, String... checks) {
        Set<CheckId> ids = new TreeSet<>();
        for (String check : checks) {
            ids.add(new CheckId(check));
        }
        red.put(BEGINNING.plusSeconds(seconds), ids);
        return this;
    }

    /** From now on these are red. */
    public void redNow(String... checks) {
        redFrom(Duration.between(BEGINNING, now).toSeconds(), checks);
    }

    /** These cannot be looked at. */
    public Scripted blindTo(String... checks) {
        for (String check : checks) {
            blind.add(new CheckId(check));
        }
        return this;
    }

    /** Which suites were run, and after how many seconds. */
    public List<String> looks() {
        return looks;
    }

    @Override
    public Run verify(Suite suite) {
        looks.add(suite.name() + "@" + Duration.between(BEGINNING, now).toSeconds());
        Instant began = now;
        now = now.plus(A_LOOK);
        List<Observation> seen =
                suite.checks().stream().map(check -> look(check, began)).toList();
        return Run.judged("run-" + looks.size(), suite, new Subject("http://x", "source", false), began, A_LOOK, seen);
    }

    private Observation look(CheckId check, Instant at) {
        Set<CheckId> broken = red.entrySet().stream()
                .filter(each -> !each.getKey().isAfter(at))
                .map(Map.Entry::getValue)
                .reduce(Set.of(), (before, later) -> later);
        Verdict verdict = blind.contains(check)
                ? new Verdict.Undetermined("nobody could look")
                : broken.contains(check) ? new Verdict.Unhealthy("broken") : new Verdict.Healthy("kept");
        return new Observation(check, verdict, List.of(), at, A_LOOK, List.of());
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void until(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }
}
