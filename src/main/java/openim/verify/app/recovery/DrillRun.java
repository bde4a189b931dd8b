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
import java.util.concurrent.CopyOnWriteArrayList;
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
import openim.verify.host.ProcessTable;
import openim.verify.host.RunningProcess;
import openim.verify.host.RunningProcess.State;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.Sleeper;
import openim.verify.recovery.act.ToolCall;
import openim.verify.recovery.act.Tooling;
import openim.verify.recovery.drill.Drill;
import openim.verify.recovery.drill.Drill.Faults;
import openim.verify.recovery.drill.Drill.Rescue;
import openim.verify.recovery.drill.Exercise;
import openim.verify.recovery.drill.Result;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.Terminal;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.Server;
import openim.verify.suite.Run;
import openim.verify.target.Rehearsal;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;

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

    /**
     * Breaks a live deployment: processes of its source checkouts by their numbers, components by the commands that its settings give
     * for that, and nothing else.
     */
    public static final class LiveFaults implements Faults {

        private final Settings settings;
        private final Tooling tooling;
        private final Path outputs;
        private final List<RunningProcess> stopped = new CopyOnWriteArrayList<>();

        /**
         * @param outputs the directory that stop commands write to
         */
        public LiveFaults(Settings settings, Tooling tooling, Path outputs) {
            this.settings = settings;
            this.tooling = tooling;
            this.outputs = outputs;
        }

        @Override
        public Optional<String> obstacle(Exercise exercise) {
            Part part = exercise.part();
            if (part.isComponent()) {
                return exercise.hangs()
                        ? Optional.of("nothing here has a component hang; hang it by hand, and run recover")
                        : stop(part).isEmpty()
                                ? Optional.of("no openim.drill.stop." + part.word() + " says what ends it")
                                : Optional.empty();
            }
            return directory(part).isEmpty()
                    ? Optional.of("its processes are not those of a source checkout on this host")
                    : Optional.empty();
        }

        @Override
        public void inject(Exercise exercise) {
            Part part = exercise.part();
            if (part.isComponent()) {
                end(part);
                return;
            }
            Path directory = directory(part).orElseThrow();
            List<RunningProcess> processes = processes(part, directory);
            if (processes.isEmpty()) {
                throw new CannotLook("no process of " + part.word() + " runs out of " + directory);
            }
            for (RunningProcess process : processes) {
                if (exercise.hangs()) {
                    stopped.add(process);
                    process.stop(tool());
                } else {
                    tooling.kill(process, directory);
                }
            }
            awaitBroken(exercise, directory);
        }

        private static List<RunningProcess> processes(Part part, Path directory) {
            return ProcessTable.under(directory).processes().stream()
                    .filter(process -> process.name().equals(part.word()))
                    .toList();
        }

        /** Another user's process outlives our signal. */
        private void awaitBroken(Exercise exercise, Path directory) {
            try {
                Eventually.within(tool(), exercise.toString())
                        .sees(
                                () -> processes(exercise.part(), directory).stream()
                                        .filter(process -> process.state() == State.ALIVE)
                                        .toList(),
                                Expectation.of(
                                        "is broken",
                                        alive -> alive.isEmpty()
                                                ? Judgement.met("none is alive")
                                                : Judgement.notYet(alive.toString())));
            } catch (BrokenPromise alive) {
                throw new CannotLook(exercise + ": " + alive.getMessage(), alive);
            }
        }

        private void end(Part component) {
            Path place = settings.directories()
                    .server()
                    .or(() -> settings.directories().docker())
                    .orElse(settings.reports());
            Tooling.Running running = tooling.start(
                    new ToolCall(place, stop(component)), outputs.resolve(component.word() + "-stop.out"));
            if (running.await(tool()).orElse(1) != 0) {
                throw new CannotLook(
                        "openim.drill.stop." + component.word() + " did not end well: " + running.written());
            }
        }

        private List<String> stop(Part component) {
            return settings.drilling().stops().getOrDefault(component.word(), List.of());
        }

        private Optional<Path> directory(Part part) {
            return part.server().orElseThrow() == Server.OPENIM
                    ? settings.directories().server()
                    : settings.directories().chat();
        }

        /** What is dead is left to the recovery, or to a person: nothing is started here behind their backs. */
        @Override
        public void undo() {
            stopped.forEach(process -> process.resume(tool()));
            stopped.clear();
        }

        private Deadline tool() {
            return Deadline.in(settings.deadlines().tool());
        }
    }

    /**
     * Whether parts of a live deployment may be broken: only where its settings allow it, the person names it once more, and nobody is
     * online.
     *
     * <p>Our own accounts count like all others: which of those that the gateway holds are ours cannot be told from its number alone,
     * and whom the API still takes for online may be gone.
     *
     * @param allowed whether the deployment's settings allow it
     * @param host the machine whose API answers
     * @param typed what the person typed as the host, once more
     * @param online how many are online, or {@code unknown}
     */
    public record DrillPermit(boolean allowed, String host, String typed, String online) {

        /** Why nothing may be broken; empty if it may. */
        public Optional<String> refusal() {
            if (!allowed) {
                return Optional.of("openim.drill.allowed is not set in the settings of this deployment");
            }
            if (!typed.equals(host)) {
                return Optional.of("the host " + host + " has to be typed once more, by --host-again or when asked");
            }
            if (!online.matches("\\d{1,18}")) {
                return Optional.of("how many people are online is " + online + ", and nobody may be");
            }
            return Long.parseLong(online) > 0
                    ? Optional.of(online + " people are online, and nobody may be, nor a canary or a ledger of ours")
                    : Optional.empty();
        }
    }
}
