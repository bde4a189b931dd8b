package openim.verify.app;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.suite.Suites;
import openim.verify.target.History;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The operator's question: does it work? */
@Command(
        name = "smoke",
        description = "Says in seconds whether the deployment works: probes, logins, a message, a file.",
        mixinStandardHelpOptions = true)
final class SmokeCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--asker", hidden = true, description = "who starts this: jar or maven")
    private Asker asker = Asker.JAR;

    @Override
    public Integer call() {
        Inputs inputs = options.inputs(System.getenv());
        return Choice.of(inputs, asker) instanceof TargetChoice.Rehearse
                ? rehearse(inputs)
                : verify(SettingsLoader.load(inputs));
    }

    private static int verify(Settings settings) {
        Duration sinceStart = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        return run(settings, false, Deadline.in(settings.deadlines().run().minus(sinceStart)));
    }

    private static int rehearse(Inputs inputs) {
        Rehearsal.Provider provider = Choice.provider();
        System.out.println("REHEARSAL: starting a small deployment in this process ...");
        try (Rehearsal rehearsal = provider.start()) {
            Settings settings = SettingsLoader.load(inputs.withEmbedded(rehearsal.settings()));
            return run(settings, true, Deadline.in(settings.deadlines().run()));
        }
    }

    private static int run(Settings settings, boolean rehearsal, Deadline ends) {
        Terminal terminal = Terminal.standardOutput(
                System.out, System.getenv(), Redactor.of(settings.secrets().reveal()));
        try {
            return Verification.of(Suites.SMOKE, settings, rehearsal, terminal, ends)
                    .exitStatus();
        } finally {
            if (rehearsal) {
                new History(settings.reports()).forget(settings.endpoints().api());
            }
        }
    }
}
