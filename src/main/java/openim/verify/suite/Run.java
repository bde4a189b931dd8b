package openim.verify.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Loss;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/**
 * One run of a suite against a deployment, judged.
 *
 * @param id its name, which is also that of its directory in reports/
 * @param suite what was asked
 * @param subject what was verified
 * @param startedAt when it began
 * @param took how long it took
 * @param observations one for each check of the suite, in the order of the catalogue
 * @param verdict the verdict on the whole
 * @param losses the messages that were acknowledged and then lost, as far as the run looked for such
 * @param latencies how long things took
 * @param notes what is to be said besides the verdict, and does not change it: "slower than usual"
 * @param explanation what is behind its red checks, as far as the runbook explains them
 */
public record Run(
        String id,
        Suite suite,
        Subject subject,
        Instant startedAt,
        Duration took,
        List<Observation> observations,
        Verdict verdict,
        List<Loss> losses,
        List<Latency> latencies,
        List<String> notes,
        Explanation explanation) {

    private static final String NOT_TOLD = "the time of the run was over before this was looked at";

    public Run {
        observations = List.copyOf(observations);
        losses = List.copyOf(losses);
        latencies = List.copyOf(latencies);
        notes = List.copyOf(notes);
    }

    /**
     * Judges what was seen.
     *
     * <p>Healthy only if each required check that this deployment has is Healthy or as Weak as its build, at least one is
     * Healthy, and no optional one is Unhealthy. A check of the suite that nobody reported is Undetermined if required, else
     * NotProven. An optional check that could not be looked at is NotProven.
     */
    public static Run judged(
            String id, Suite suite, Subject subject, Instant startedAt, Duration took, List<Observation> seen) {
        Map<CheckId, Observation> byCheck = new LinkedHashMap<>();
        for (Observation observation : seen) {
            byCheck.merge(observation.check(), observation, Run::worse);
        }
        List<Observation> all = new ArrayList<>();
        for (CheckId check : suite.checks()) {
            Observation observation = byCheck.containsKey(check)
                    ? byCheck.get(check)
                    : new Observation(
                            check,
                            new Verdict.Undetermined(NOT_TOLD),
                            List.of(),
                            startedAt.plus(took),
                            Duration.ZERO,
                            List.of());
            all.add(weighed(observation, suite.requires(check)));
        }
        all.sort(Comparator.comparing(Observation::check, Checks.ORDER));
        return new Run(
                id,
                suite,
                subject,
                startedAt,
                took,
                all,
                verdictOn(all, suite),
                List.of(),
                List.of(),
                List.of(),
                Explanation.NONE);
    }

    /** The same run, with what it found besides its checks. */
    public Run with(List<Loss> lost, List<Latency> timed) {
        return new Run(id, suite, subject, startedAt, took, observations, verdict, lost, timed, notes, explanation);
    }

    /** The same run, with what else is to be said. */
    public Run noting(List<String> words) {
        return new Run(
                id, suite, subject, startedAt, took, observations, verdict, losses, latencies, words, explanation);
    }

    /** The same run, its red checks explained: the verdict's sentence begins with the cause, and the check that shows it. */
    public Run explained(Explanation why) {
        Run named = new Run(id, suite, subject, startedAt, took, observations, verdict, losses, latencies, notes, why);
        if (why.reasons().isEmpty() || !verdict.isUnhealthy()) {
            return named;
        }
        Verdict sentence = new Verdict.Unhealthy(named.firstCause()
                .map(shown -> why.words() + " (" + shown.check() + ": "
                        + shown.verdict().summary() + ")")
                .orElse(why.words()));
        return new Run(id, suite, subject, startedAt, took, observations, sentence, losses, latencies, notes, why);
    }

    private static Observation worse(Observation one, Observation other) {
        return Verdict.worst(List.of(one.verdict(), other.verdict())) == one.verdict() ? one : other;
    }

    private static Observation weighed(Observation seen, boolean required) {
        Verdict verdict = seen.verdict();
        if (required && verdict instanceof Verdict.NotProven) {
            verdict = new Verdict.Undetermined(verdict.summary());
        } else if (!required && verdict instanceof Verdict.Undetermined) {
            verdict = new Verdict.NotProven(verdict.summary());
        }
        return seen.judged(verdict);
    }

    private static Verdict verdictOn(List<Observation> all, Suite suite) {
        List<Verdict> counted = all.stream()
                .map(Observation::verdict)
                .filter(v -> v.isHealthy() || v.isUnhealthy() || v instanceof Verdict.Undetermined)
                .toList();
        return switch (Verdict.worst(counted).word()) {
            case "healthy" -> new Verdict.Healthy(green(all, suite));
            case "unhealthy" -> new Verdict.Unhealthy(first(all, Verdict.Unhealthy.class));
            default -> new Verdict.Undetermined(first(all, Verdict.Undetermined.class));
        };
    }

    private static String green(List<Observation> all, Suite suite) {
        List<Verdict> required = all.stream()
                .filter(seen -> suite.requires(seen.check()))
                .map(Observation::verdict)
                .filter(verdict -> !(verdict instanceof Verdict.NotHere))
                .toList();
        long weak = required.stream().filter(Verdict.Weak.class::isInstance).count();
        return weak == 0
                ? "all " + required.size() + " required checks are green"
                : (required.size() - weak) + " of " + required.size() + " required checks are green, and " + weak
                        + (weak == 1 ? " is" : " are") + " as weak as this build";
    }

    private static String first(List<Observation> all, Class<? extends Verdict> kind) {
        return all.stream()
                .filter(o -> kind.isInstance(o.verdict()))
                .findFirst()
                .map(o -> o.check() + ": " + o.verdict().summary())
                .orElse("nothing was looked at");
    }

    /**
     * The red check that shows the first cause best: the one that looked at it, and of a cause that is inferred the first that it
     * explains. Where nothing explains the red ones, the first of them in the order of causes. For an undetermined run the first that nothing is known of.
     */
    public Optional<Observation> firstCause() {
        return explanation.reasons().stream()
                .limit(1)
                .flatMap(reason -> reason.seen()
                        ? reason.shownBy().stream()
                                .flatMap(check ->
                                        open().filter(one -> one.check().equals(check)))
                        : open().filter(one -> reason.explains().contains(one.check())))
                .findFirst()
                .or(() -> open().findFirst());
    }

    private Stream<Observation> open() {
        return observations.stream()
                .filter(seen -> seen.verdict().getClass() == verdict.getClass() && !verdict.isHealthy());
    }

    /** The first cause, unless there is nothing about it that anybody could mend. */
    public Optional<Observation> toMend() {
        return firstCause().filter(o -> o.fact(Evidence.NOTHING_TO_MEND).isEmpty());
    }

    /** How many optional checks were not proven. */
    public long notProven() {
        return observations.stream()
                .filter(o -> o.verdict() instanceof Verdict.NotProven)
                .count();
    }

    /** The checks that this build is too weak for, in the order of the catalogue. */
    public List<Observation> weaknesses() {
        return observations.stream()
                .filter(o -> o.verdict() instanceof Verdict.Weak)
                .toList();
    }

    /** The exit status of the process: 0 healthy, 1 unhealthy, 3 undetermined. */
    public int exitStatus() {
        return verdict.isHealthy() ? 0 : verdict.isUnhealthy() ? 1 : 3;
    }
}
