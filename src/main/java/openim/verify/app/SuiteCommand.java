package openim.verify.app;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Function;
import openim.verify.await.Deadline;
import openim.verify.config.Deadlines;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.suite.Suite;
import openim.verify.target.History;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a suite: on the deployment that the settings name, or on the rehearsal. */
@Command(mixinStandardHelpOptions = true)
abstract class SuiteCommand implements Callable<Integer> {

    private final Suite suite;
    private final Function<Deadlines, Duration> wholeRun;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--asker", hidden = true, description = "who starts this: jar or maven")
    private Asker asker = Asker.JAR;

    /**
     * @param wholeRun which of the deadlines is that of the run
     */
    SuiteCommand(Suite suite, Function<Deadlines, Duration> wholeRun) {
        this.suite = suite;
        this.wholeRun = wholeRun;
    }

    @Override
    public Integer call() {
        Inputs inputs = options.inputs(System.getenv());
        return Choice.of(inputs, asker) instanceof TargetChoice.Rehearse
                ? rehearse(inputs)
                : verify(SettingsLoader.load(inputs));
    }

    private int verify(Settings settings) {
        Duration sinceStart = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        return run(
                settings,
                false,
                Deadline.in(wholeRun.apply(settings.deadlines()).minus(sinceStart)));
    }

    private int rehearse(Inputs inputs) {
        Rehearsal.Provider provider = Choice.provider();
        System.out.println("REHEARSAL: starting a small deployment in this process ...");
        try (Rehearsal rehearsal = provider.start()) {
            Settings settings = SettingsLoader.load(inputs.withEmbedded(rehearsal.settings()));
            return run(settings, true, Deadline.in(wholeRun.apply(settings.deadlines())));
        }
    }

    private int run(Settings settings, boolean rehearsal, Deadline ends) {
        Terminal terminal = Terminal.standardOutput(
                System.out, System.getenv(), Redactor.of(settings.secrets().reveal()));
        try {
            return Verification.of(suite, settings, rehearsal, terminal, ends).exitStatus();
        } finally {
            if (rehearsal) {
                new History(settings.reports()).forget(settings.endpoints().api());
            }
        }
    }
}
