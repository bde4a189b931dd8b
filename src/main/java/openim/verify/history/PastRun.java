package openim.verify.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import openim.verify.verdict.Loss;
import openim.verify.verdict.Verdict;

/**
 * A run as the history keeps it.
 *
 * @param id its name, which is also that of its directory in reports/ as long as that is kept
 * @param deployment by which name the history knows what was verified
 * @param subject what was verified
 * @param occasion why
 * @param suite what was asked
 * @param verdict on the whole, with its sentence
 * @param firstCause the check to mend first; empty if there was none
 * @param notProven how many optional checks were not proven
 * @param identity what {@code deployment.identity} said; empty if it was not seen green
 * @param versions of the verifier and of what it verified, as far as they could be told, by name
 * @param looks one for each check
 * @param speeds how long things took
 * @param losses what was acknowledged and then lost; at most {@value #MOST_LOSSES}
 * @param lost how many there were of those
 * @param notes what was to be said besides the verdict
 */
public record PastRun(
        String id,
        String deployment,
        Subject subject,
        RunOrigin occasion,
        String suite,
        Instant startedAt,
        Duration took,
        Verdict verdict,
        Optional<CheckId> firstCause,
        long notProven,
        String identity,
        Map<String, String> versions,
        List<PastLook> looks,
        List<Latency> speeds,
        List<Loss> losses,
        long lost,
        List<String> notes) {

    /** More would fill the file and be read by nobody: the run's own directory has them all. */
    public static final int MOST_LOSSES = 100;

    /** Under this name the versions hold the release that was verified. */
    public static final String RELEASE = "release";

    private static final CheckId IDENTITY = new CheckId("deployment.identity");

    public PastRun {
        versions = new TreeMap<>(versions);
        looks = List.copyOf(looks);
        speeds = List.copyOf(speeds);
        losses = List.copyOf(losses);
        notes = List.copyOf(notes);
    }

    /**
     * What is to be kept of a run.
     *
     * @param run redacted
     */
    public static PastRun of(Run run, String deployment, RunOrigin occasion, Map<String, String> versions) {
        return new PastRun(
                run.id(),
                deployment,
                run.subject(),
                occasion,
                run.suite().name(),
                run.startedAt(),
                run.took(),
                run.verdict(),
                run.firstCause().map(cause -> cause.check()),
                run.notProven(),
                run.observations().stream()
                        .filter(seen ->
                                seen.check().equals(IDENTITY) && seen.verdict().isHealthy())
                        .map(seen -> seen.verdict().summary())
                        .findFirst()
                        .orElse(""),
                versions,
                run.observations().stream()
                        .map(seen -> new PastLook(
                                seen.check(), seen.verdict().word(), run.suite().requires(seen.check()), seen.took()))
                        .toList(),
                run.latencies(),
                run.losses().stream().limit(MOST_LOSSES).toList(),
                run.losses().size(),
                run.notes());
    }

    /** Something larger that runs were made for, such as a gate: it has a verdict, and no checks of its own. */
    public static PastRun whole(
            String deployment, Subject subject, RunOrigin occasion, Instant startedAt, Duration took, Verdict verdict) {
        return new PastRun(
                occasion.command() + "-" + startedAt,
                deployment,
                subject,
                occasion,
                occasion.command(),
                startedAt,
                took,
                verdict,
                Optional.empty(),
                0,
                "",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of());
    }

    /** Whether others may be measured by it. */
    public boolean isGood() {
        return verdict.isHealthy();
    }

    /** How long a step took; empty if it was not timed. */
    public Optional<Latency> speed(Step step) {
        return speeds.stream().filter(speed -> speed.step() == step).findFirst();
    }

    /** The red checks, in the order of causes. */
    public List<CheckId> red() {
        return looks.stream().filter(PastLook::isRed).map(PastLook::check).toList();
    }
}
