package openim.verify.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.app.Rehearsing;
import openim.verify.app.TargetResolver;
import openim.verify.app.program.ProgramFault;
import openim.verify.app.program.UsageException;
import openim.verify.app.run.Format;
import openim.verify.app.run.Verification;
import openim.verify.app.run.Verification.MachineTelling;
import openim.verify.await.Deadline;
import openim.verify.client.api.ApiClient;
import openim.verify.config.Deadlines;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.setting.SettingsException;
import openim.verify.report.NagiosLine;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import openim.verify.verdict.CannotLook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a suite: on the deployment that the settings name, or on the rehearsal. */
@Command(
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {
            "0:healthy: every required check was seen green",
            "1:unhealthy: something is broken; the last line names it, and the next command",
            Help.UNUSABLE,
            Help.UNPROVEN,
            Help.STOPPED
        },
        footerHeading = Help.EXAMPLE)
abstract class SuiteCommand implements Callable<Integer> {

    private final Suite suite;
    private final Function<Deadlines, Duration> wholeRun;

    @Spec
    private CommandSpec self = CommandSpec.create();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--asker", hidden = true, description = "who starts this: jar or maven")
    private Asker asker = Asker.JAR;

    @Option(
            names = "--format",
            description =
                    "how it is told: text, nagios (one line with performance data; ends with 0, 1, 2 or 3 as a plugin"
                            + " does), or jsonl (lines of JSON)")
    private Format format = Format.TEXT;

    @Option(
            names = {"-v", "--verbose"},
            description = "tells of each check, also on a screen, where otherwise only what is not green is told")
    private boolean verbose;

    /**
     * @param wholeRun which of the deadlines is that of the run
     */
    SuiteCommand(Suite suite, Function<Deadlines, Duration> wholeRun) {
        this.suite = suite;
        this.wholeRun = wholeRun;
    }

    @Override
    public Integer call() {
        try {
            return called();
        } catch (SettingsException | UsageException | CannotLook unusable) {
            if (format != Format.NAGIOS) {
                throw unusable;
            }
            // To Nagios, the status of a wrong usage would say that the deployment is broken.
            NagiosLine line = NagiosLine.unknown(sentence(unusable));
            System.out.println(line.text());
            return line.status();
        } catch (RuntimeException | Error fault) {
            if (format != Format.NAGIOS) {
                throw fault;
            }
            NagiosLine line = NagiosLine.unknown(programFault(fault).sentence());
            System.out.println(line.text());
            return line.status();
        }
    }

    private ProgramFault programFault(Throwable thrown) {
        return ProgramFault.of(thrown, self.name(), Stream.of(options).map(given -> given.inputs(System.getenv())));
    }

    private static String sentence(RuntimeException unusable) {
        return unusable instanceof SettingsException settings
                ? "the settings cannot be used: "
                        + settings.problems().stream().map(String::valueOf).collect(Collectors.joining("; "))
                : String.valueOf(unusable.getMessage());
    }

    private int called() {
        // What takes longest to load, while the settings are read.
        ApiClient.beginWarmUp();
        Inputs inputs = options.inputs(System.getenv());
        return TargetResolver.of(inputs, asker) instanceof TargetChoice.Rehearse
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
        return Rehearsing.with(
                inputs,
                format == Format.TEXT ? System.out : System.err,
                Rehearsal::settings,
                (rehearsal, settings) -> run(settings, true, Deadline.in(wholeRun.apply(settings.deadlines()))));
    }

    private int run(Settings settings, boolean rehearsal, Deadline ends) {
        if (format != Format.TEXT) {
            return new MachineTelling(format, settings, System.out).run(suite, rehearsal, ends);
        }
        return Verification.of(suite, settings, rehearsal, Console.of(settings, verbose), ends)
                .exitStatus();
    }

    /** The operator's question: does it work? */
    @Command(
            name = "smoke",
            description = "Says in seconds whether the deployment works: probes, logins, a message, a file.",
            footer = "  OPENIM_SECRET=... openim-verify smoke --host chat.example.com")
    static final class SmokeCommand extends SuiteCommand {

        SmokeCommand() {
            super(Suites.SMOKE, Deadlines::run);
        }
    }

    /** The question of the night, and of whoever lets traffic back in: is anything at all not as it should be? */
    @Command(
            name = "full",
            description = "Says in a minute and a half what smoke says, and proves messages and files layer by layer.",
            footer = "  openim-verify full -s openim.docker.dir=/opt/openim-docker")
    static final class FullCommand extends SuiteCommand {

        FullCommand() {
            super(Suites.FULL, Deadlines::fullRun);
        }
    }
}
