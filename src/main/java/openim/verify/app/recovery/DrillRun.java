package openim.verify.app.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.UsageException;
import openim.verify.app.site.RunbookPlanning;
import openim.verify.app.site.SiteLook;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.config.Settings;
import openim.verify.disk.Private;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.Sleeper;
import openim.verify.recovery.drill.Drill;
import openim.verify.recovery.drill.Drill.Faults;
import openim.verify.recovery.drill.Drill.Rescue;
import openim.verify.recovery.drill.Exercise;
import openim.verify.recovery.drill.Result;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.Terminal;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Runbook;
import openim.verify.suite.Run;
import openim.verify.target.Rehearsal;
import openim.verify.verdict.BrokenPromise;

/** One drill: which exercises, on what, and what came of them. */
public final class DrillRun {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final Faults faults;
    private final Terminal terminal;
    private final RecoverySession harness;
    private final Path directory;

    public DrillRun(Settings settings, boolean rehearsal, Faults faults, Terminal terminal) {
        this.settings = settings;
        this.faults = faults;
        this.terminal = terminal;
        this.harness = new RecoverySession(settings, rehearsal, terminal, false);
        this.directory = settings.reports()
                .resolve("drills")
                .resolve(NAME.format(Instant.now()) + "-"
                        + ProcessHandle.current().pid());
    }

    /**
     * Runs it, while nobody else is at the deployment.
     *
     * @param parts which; none for all
     * @throws UsageException if there is no such part
     */
    public RecoveryResult run(List<String> parts, boolean hung, boolean beyondRunbook) {
        List<Exercise> exercises =
                chosen(RunbookPlanning.ofProduct(settings.invocation()), parts, hung ? FaultKind.HUNG : FaultKind.DEAD);
        Installation installation = SiteLook.installation(settings);
        return harness.held(() -> {
            Drill drill = new Drill(
                    faults,
                    new SessionRescue(harness, beyondRunbook, directory),
                    installation,
                    beyondRunbook,
                    Sleeper.real(),
                    terminal::line);
            return told(drill.run(exercises));
        });
    }

    private static List<Exercise> chosen(Runbook runbook, List<String> parts, FaultKind ailment) {
        try {
            return Exercise.chosen(runbook, parts, ailment);
        } catch (IllegalArgumentException unknown) {
            throw new UsageException(String.valueOf(unknown.getMessage()));
        }
    }

    private RecoveryResult told(List<Result> results) {
        List<String> table = Result.table(results);
        terminal.line("");
        table.forEach(terminal::line);
        Redactor redactor = Redactor.of(settings.secrets().reveal());
        Path file = directory.resolve("drill.txt");
        try {
            Private.directories(directory);
            Private.write(
                    file,
                    table.stream()
                            .map(redactor::redact)
                            .map(line -> line + "\n")
                            .reduce("", String::concat));
        } catch (IOException e) {
            throw new UncheckedIOException("the table cannot be written to " + file, e);
        }
        return ending(results, file);
    }

    static RecoveryResult ending(List<Result> results, Path file) {
        List<Result> tried = results.stream().filter(Result::tried).toList();
        long passed = tried.stream().filter(Result::passed).count();
        String sums = passed + " of " + results.size() + " rows ended as they must"
                + (tried.size() < results.size() ? ", " + (results.size() - tried.size()) + " were not tried" : "")
                + "; " + file;
        if (passed < tried.size()) {
            return RecoveryResult.of(ExitStatus.UNHEALTHY, "failed", sums);
        }
        return tried.size() < results.size() || results.isEmpty()
                ? RecoveryResult.of(ExitStatus.UNDETERMINED, "undetermined", sums)
                : RecoveryResult.of(ExitStatus.HEALTHY, "passed", sums);
    }

    /**
     * Has the harness do in a drill what it does in earnest.
     *
     * @param directory of this drill
     */
    record SessionRescue(RecoverySession harness, boolean beyondRunbook, Path directory) implements Rescue {

        /** Registrations that fell away, and groups that settle, take up to a minute and a half. */
        private static final Duration WELL_WITHIN = Duration.ofMinutes(4);

        @Override
        public Rescued attempt(Exercise exercise) {
            return harness.drilled(
                    new Allowances(true, true, beyondRunbook),
                    directory.resolve("attempts-" + exercise.part().word()));
        }

        @Override
        public Optional<String> unwell() {
            try {
                Eventually.within(Deadline.in(WELL_WITHIN), "the deployment")
                        .lookingEvery(Duration.ofSeconds(2))
                        .sees(harness::observed, Expectation.of("is well", SessionRescue::judged));
                return Optional.empty();
            } catch (BrokenPromise still) {
                return Optional.of(String.valueOf(still.getMessage()));
            }
        }

        private static Judgement judged(Run run) {
            return run.verdict().isHealthy()
                    ? Judgement.met("well")
                    : Judgement.notYet(run.verdict().summary());
        }
    }

    /** Breaks the rehearsal, in which everything can be broken. */
    public record RehearsalFaults(Rehearsal rehearsal) implements Faults {

        @Override
        public Optional<String> obstacle(Exercise exercise) {
            return Optional.empty();
        }

        @Override
        public void inject(Exercise exercise) {
            if (exercise.hangs()) {
                rehearsal.hang(exercise.part().word());
            } else {
                rehearsal.kill(exercise.part().word());
            }
        }

        @Override
        public void undo() {
            rehearsal.heal();
        }
    }
}
