package openim.verify.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry.Kind;
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
    private final Sleeper pacer;
    private final Journal journal;
    private final Sightings sightings;

    /**
     * @param suites by name, with what the recovery requires of each; {@code smoke} must be among them
     */
    public Looks(Verifier verifier, Map<String, Suite> suites, Sleeper pacer, Journal journal) {
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
     * What was seen after a step.
     *
     * @param run the last one
     * @param mended whether what the step was for is green
     */
    record Seen(Run run, boolean mended) {}

    /**
     * Looks after a step: at once, and again until what it was to mend is green, but no longer than its window. What another cause
     * that is known keeps red is not waited for: the next step is for that.
     *
     * <p>Green ends the wait, unless the window says that green proves nothing yet.
     *
     * @param answers whether what was started answers, so that where all its checks are another's too nothing is left to be awaited
     */
    Seen within(Step step, boolean answers) {
        Window window = step.window();
        Instant began = pacer.now();
        journal.note(Kind.WAITING, "what it helped is looked at for " + window);
        while (true) {
            Run run = all(step);
            Duration passed = Duration.between(began, pacer.now());
            boolean early = passed.compareTo(window.notBefore()) < 0;
            boolean mended = isMended(run, step, answers);
            if (mended && !(early && !window.greenCountsEarly())) {
                return new Seen(run, true);
            }
            if (passed.compareTo(window.atMost()) >= 0) {
                return new Seen(run, mended || isGreen(run, step.verify()));
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
    private static boolean isMended(Run run, Step step, boolean answers) {
        return isOwnGreen(run, step, answers)
                && (!step.fix().restarts() || run.verdict().isHealthy() || isElseGreen(run, step));
    }

    private static boolean isOwnGreen(Run run, Step step, boolean answers) {
        List<Observation> proving = proving(run, step.verify());
        List<Verdict> own = proving.stream()
                .filter(seen -> !step.isOfAnother(seen))
                .map(Observation::verdict)
                .toList();
        return own.isEmpty()
                ? answers && !proving.isEmpty()
                : Verdict.worst(own).isHealthy();
    }

    /** Whether nothing is unwell but by another cause; without one, a run that is not healthy has something that is. */
    private static boolean isElseGreen(Run run, Step step) {
        return !step.others().isEmpty()
                && run.observations().stream()
                        .filter(seen -> !(seen.verdict() instanceof Verdict.NotProven))
                        .allMatch(seen -> seen.verdict().isHealthy() || step.isOfAnother(seen));
    }

    /** The smoke first: what is red in it needs no second suite to say so. */
    private Run all(Step step) {
        Run run = smoke();
        for (String name : step.suites()) {
            if (!name.equals(SMOKE)
                    && suites.containsKey(name)
                    && run.observations().stream()
                            .filter(seen -> seen.verdict().isUnhealthy() && !step.isOfAnother(seen))
                            .map(Observation::check)
                            .noneMatch(step.verify()::contains)) {
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
        return Verdict.worst(
                        proving(run, checks).stream().map(Observation::verdict).toList())
                .isHealthy();
    }

    private static List<Observation> proving(Run run, Set<CheckId> checks) {
        return run.observations().stream()
                .filter(seen -> checks.contains(seen.check()))
                .filter(seen -> !(seen.verdict() instanceof Verdict.NotProven))
                .toList();
    }

    static Set<CheckId> red(Run run) {
        return run.observations().stream()
                .filter(seen -> seen.verdict().isUnhealthy())
                .map(Observation::check)
                .collect(Collectors.toUnmodifiableSet());
    }
}
