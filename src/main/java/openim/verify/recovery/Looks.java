package openim.verify.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import openim.verify.recovery.journal.Entry.Kind;
import openim.verify.recovery.journal.Journal;
import openim.verify.recovery.plan.Step;
import openim.verify.recovery.verification.Pacer;
import openim.verify.recovery.verification.Verifier;
import openim.verify.runbook.Window;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/** Looks at the deployment: once, or in the window after a step, in which it looks again until there is proof or time is up. */
public final class Looks {

    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private static final String SMOKE = "smoke";

    private final Verifier verifier;
    private final Map<String, Suite> suites;
    private final Pacer pacer;
    private final Journal journal;
    private final Sightings sightings;

    /**
     * @param suites by name, with what the recovery requires of each; {@code smoke} must be among them
     */
    public Looks(Verifier verifier, Map<String, Suite> suites, Pacer pacer, Journal journal) {
        if (!suites.containsKey(SMOKE)) {
            throw new IllegalArgumentException("no smoke among " + suites.keySet());
        }
        this.verifier = verifier;
        this.suites = new TreeMap<>(suites);
        this.pacer = pacer;
        this.journal = journal;
        this.sightings = new Sightings(journal);
    }

    Sightings sightings() {
        return sightings;
    }

    Run smoke() {
        return look(SMOKE);
    }

    private Run look(String name) {
        Run run = verifier.verify(Objects.requireNonNull(suites.get(name), name));
        sightings.note(run);
        return run;
    }

    /**
     * Looks after a step: at once, and again until what it was to mend is green, but no longer than its window.
     *
     * <p>Green ends the wait, unless the window says that green proves nothing yet.
     */
    Run within(Step step) {
        Window window = step.window();
        Instant began = pacer.now();
        journal.note(Kind.WAITING, "what it helped is looked at for " + window);
        while (true) {
            Run run = all(step);
            Duration passed = Duration.between(began, pacer.now());
            boolean early = passed.compareTo(window.notBefore()) < 0;
            if (isMended(run, step) && !(early && !window.greenCountsEarly())) {
                return run;
            }
            if (passed.compareTo(window.atMost()) >= 0) {
                return run;
            }
            Instant next = pacer.now().plus(BETWEEN);
            Instant end = began.plus(window.atMost());
            pacer.until(next.isBefore(end) ? next : end);
        }
    }

    /** Looks after a step that was none: once, because there is nothing to wait for. */
    Run once(Step step) {
        return all(step);
    }

    /** Who restarts a server restarts what was well too: its push and msgtransfer get as long to settle as what was broken. */
    private static boolean isMended(Run run, Step step) {
        return isGreen(run, step.verify())
                && (!step.fix().restarts() || run.verdict().isHealthy());
    }

    /** The smoke first: what is red in it needs no second suite to say so. */
    private Run all(Step step) {
        Run run = smoke();
        for (String name : step.suites()) {
            if (!name.equals(SMOKE)
                    && suites.containsKey(name)
                    && red(run).stream().noneMatch(step.verify()::contains)) {
                run = look(name);
            }
        }
        return run;
    }

    /**
     * Whether these were seen green: one at least, and none otherwise but for those that need not be proven here.
     *
     * <p>A run that looked at none of them proves nothing.
     */
    static boolean isGreen(Run run, Set<CheckId> checks) {
        List<Verdict> verdicts = run.observations().stream()
                .filter(seen -> checks.contains(seen.check()))
                .map(Observation::verdict)
                .filter(verdict -> !(verdict instanceof Verdict.NotProven))
                .toList();
        return Verdict.worst(verdicts).isHealthy();
    }

    static Set<CheckId> red(Run run) {
        return run.observations().stream()
                .filter(seen -> seen.verdict().isUnhealthy())
                .map(Observation::check)
                .collect(Collectors.toUnmodifiableSet());
    }
}
