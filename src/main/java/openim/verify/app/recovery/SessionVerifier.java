package openim.verify.app.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import openim.verify.app.Wiring;
import openim.verify.app.program.WhenHung;
import openim.verify.app.run.RunContext;
import openim.verify.app.run.SuiteRun;
import openim.verify.app.run.Verification;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.config.Settings;
import openim.verify.history.RunOrigin;
import openim.verify.recovery.Verifier;
import openim.verify.report.terminal.Terminal;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.target.History;
import openim.verify.verdict.CannotLook;

/**
 * Runs suites for the harness: each with a report of its own, and one line for the screen.
 *
 * <p>A run that hangs is left behind, and counts for what was seen by then: a recovery does not end in its middle because one of
 * its looks did not.
 */
final class SessionVerifier implements Verifier {

    /** From the deadline of a run to the moment at which it is left behind: to be written down, swept up after, and closed. */
    private static final Duration BESIDES = Duration.ofSeconds(30);

    private final Settings settings;
    private final boolean rehearsal;
    private final History history;
    private final Terminal terminal;
    private final RunOrigin occasion;
    private final Set<String> notesTold = new HashSet<>();
    private volatile String last = "";

    /**
     * @param occasion why it verifies
     * @param history what is known of the deployment, and is added to
     */
    SessionVerifier(RunOrigin occasion, Settings settings, boolean rehearsal, History history, Terminal terminal) {
        this.occasion = occasion;
        this.settings = settings;
        this.rehearsal = rehearsal;
        this.history = history;
        this.terminal = terminal;
    }

    @Override
    public Run verify(Suite suite) {
        Duration longest = Verification.longest(suite, settings);
        SuiteRun verification = new SuiteRun(
                suite,
                RunContext.of(occasion, settings, history, WhenHung.isLeftBehind()),
                settings,
                Verification.subject(settings, rehearsal),
                Verification.next(settings, rehearsal),
                Terminal.silent(),
                Deadline.in(longest));
        Run run = ended(
                () -> verification.run(Wiring.forSettings(settings)),
                verification::told,
                Deadline.in(longest.plus(BESIDES)));
        last = run.id();
        lines(run, notesTold).forEach(terminal::line);
        return run;
    }

    /**
     * How it ended, and what is to be known of one that is not healthy: that this machine had too much to do, what was exchanged.
     *
     * @param before the notes that were told, to which its own are added: each is told once
     */
    static List<String> lines(Run run, Set<String> before) {
        List<String> lines = new ArrayList<>(List.of(line(run)));
        if (!run.verdict().isHealthy()) {
            run.notes().stream().filter(before::add).forEach(note -> lines.add("  note: " + note));
        }
        return lines;
    }

    /**
     * What it comes to by the deadline.
     *
     * @param told what it was judged to be, as soon as it is
     * @throws CannotLook if it neither ends nor is judged
     */
    static Run ended(Supplier<Run> verification, Supplier<Optional<Run>> told, Deadline deadline) {
        try {
            return Bounded.get(deadline, "verification", verification);
        } catch (TimeoutException hangs) {
            return told.get()
                    .orElseThrow(() -> new CannotLook("a run of the suites hangs, and gave no verdict", hangs));
        }
    }

    private static String line(Run run) {
        String red = run.observations().stream()
                .filter(seen -> seen.verdict().isUnhealthy())
                .map(seen -> seen.check().value())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s: %s in %.1f s%s",
                run.suite().name(),
                run.verdict().word(),
                run.took().toMillis() / 1000.0,
                red.isEmpty()
                        ? (run.verdict().isHealthy() ? "" : ": " + run.verdict().summary())
                        : ", red: " + red);
    }

    /** The name of the last run, which is that of its directory in the reports; empty if there was none. */
    String lastRun() {
        return last;
    }
}
