package openim.verify.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.LostThreads;
import openim.verify.app.program.ProgramFault;
import openim.verify.app.program.UsageException;
import openim.verify.app.program.Version;
import openim.verify.cli.RecoverySessionCommand.GateCommand;
import openim.verify.cli.RecoverySessionCommand.RecoverCommand;
import openim.verify.cli.SuiteCommand.FullCommand;
import openim.verify.cli.SuiteCommand.SmokeCommand;
import openim.verify.config.SettingsLoader;
import openim.verify.config.SettingsPrinter;
import openim.verify.config.setting.SettingsException;
import openim.verify.disk.Private;
import openim.verify.redaction.Plain;
import openim.verify.report.Explain;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.suite.Suites;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the process starts: {@code java -jar openim-verify.jar COMMAND}. */
@Command(
        name = "openim-verify",
        description =
                "Says whether an OpenIM deployment works as its users feel it: people log in, a message arrives, a"
                        + " file comes back.",
        footerHeading = "%nExit status:%n",
        footer = {
            "  0    healthy: every required check was seen green",
            "  1    unhealthy: something is broken; the last line names it, and the next command",
            "  2    the command or the settings cannot be used; nothing was contacted",
            "  3    undetermined: a required check could not be looked at, or openim-verify itself failed; nothing is proven",
            "  4    recover: a person is needed; what there is to know is in the incident bundle",
            "  5    recover, gate, canary: another run holds this deployment",
            "  130  stopped",
            "",
            "Begin with: OPENIM_SECRET=... java -jar openim-verify.jar smoke --host HOST",
            "or, beside the deployment: smoke --set openim.server.dir=DIR --set openim.chat.dir=DIR"
        },
        subcommands = {
            SmokeCommand.class,
            FullCommand.class,
            RecoverCommand.class,
            GateCommand.class,
            DrillCommand.class,
            DoctorCommand.class,
            LedgerCommand.class,
            FootprintCommand.class,
            CanaryCommand.class,
            HistoryCommand.class,
            Main.ConfigCommand.class,
            Main.ExplainCommand.class,
            Main.ChecksCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Printed.class)
public final class Main {

    /** Where the build reads the exit status. */
    private static final String STATUS_FILE = "verify.status.file";

    private Main() {}

    /** What {@code --version} prints. */
    static final class Printed implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"openim-verify " + Version.number()};
        }
    }

    public static void main(String[] args) {
        try {
            // Groovy is here for REST Assured; picocli would load it at each start, to see whether an option holds one
            // of its closures.
            System.setProperty("picocli.disable.closures", "true");
            LostThreads.heard(System.err);
            int status = execute(args);
            System.out.flush();
            noted(status);
            // Nothing of ours needs to be waited for: sessions and fixtures are closed, and drivers keep threads of
            // their own.
            Runtime.getRuntime().exit(status);
        } catch (RuntimeException | Error beyondHelp) {
            endBeyondHelp();
        }
    }

    /** For a build that started this and shows a trace of its own for every status but 0. */
    private static void noted(int status) {
        String file = System.getProperty(STATUS_FILE, "");
        if (!file.isEmpty()) {
            try {
                Private.write(Path.of(file), String.valueOf(status));
            } catch (IOException unwritten) {
                System.err.println("the exit status " + status + " could not be handed on to the build: " + unwritten);
            }
        }
    }

    /** The JVM would end with 1, which says that the deployment is unhealthy. */
    private static void endBeyondHelp() {
        try {
            System.err.println(ProgramFault.BEYOND_HELP);
        } finally {
            Runtime.getRuntime().halt(ExitStatus.UNDETERMINED);
        }
    }

    /** Whatever is thrown, the process ends with a status that is true of the deployment, and nobody reads a trace. */
    public static int execute(String... args) {
        try {
            return line().execute(args);
        } catch (RuntimeException | Error fault) {
            return told(fault, new CommandLine(new Main()));
        }
    }

    public static CommandLine line() {
        CommandLine line = new CommandLine(new Main());
        takeSettings(line);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Main::run)
                .setExecutionExceptionHandler((failure, command, parsed) -> explained(failure, command));
    }

    /** What is said to a group of commands holds for each of them: before the name of a command it means the same as behind it. */
    private static void takeSettings(CommandLine group) {
        if (!group.getSubcommands().isEmpty()
                && SettingsOptions.of(group.getCommandSpec()).findAny().isEmpty()) {
            group.getCommandSpec().addMixin("settings", CommandSpec.forAnnotatedObject(new SettingsOptions()));
        }
        group.getSubcommands().values().forEach(Main::takeSettings);
    }

    /** An Error passes the handler of exceptions by, and would be printed as a trace. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Error fault) {
            List<CommandLine> commands = parsed.asCommandLineList();
            return explained(fault, commands.get(commands.size() - 1));
        }
    }

    private static int explained(Throwable failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof SettingsException settings) {
            err.println("The settings cannot be used:");
            settings.problems().forEach(problem -> err.println("  " + problem));
            return ExitStatus.USAGE;
        }
        if (failure instanceof UsageException) {
            err.println(failure.getMessage());
            return ExitStatus.USAGE;
        }
        if (failure instanceof BrokenPromise) {
            boolean verdict = ProgramFault.givesVerdict(name(command));
            err.println((verdict ? "unhealthy: " : "it could not be done: ") + failure.getMessage());
            return verdict ? ExitStatus.UNHEALTHY : ExitStatus.UNDETERMINED;
        }
        if (failure instanceof NotLookedAt || (failure instanceof CannotLook blind && !ProgramFault.isOurs(blind))) {
            err.println("undetermined: " + failure.getMessage());
            return ExitStatus.UNDETERMINED;
        }
        return told(failure, command);
    }

    private static int told(Throwable failure, CommandLine command) {
        ProgramFault fault = fault(failure, command);
        System.err.println(fault.sentence());
        return fault.status();
    }

    /** What was thrown and nobody foresaw, in a command as it was given. */
    static ProgramFault fault(Throwable failure, CommandLine command) {
        return ProgramFault.of(
                failure,
                name(command),
                SettingsOptions.of(command.getCommandSpec()).map(options -> options.inputs(System.getenv())));
    }

    /** By which words it is called, without that of the program: {@code ledger settle}. */
    static String name(CommandLine command) {
        String all = command.getCommandSpec().qualifiedName(" ");
        return all.contains(" ") ? all.substring(all.indexOf(' ') + 1) : "";
    }

    /** Shows the settings. */
    @Command(
            name = "config",
            description =
                    "Prints each setting with its value and where it comes from; secrets are masked. Contacts nothing.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {Help.DONE, Help.UNUSABLE},
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify config -s openim.docker.dir=/opt/openim-docker")
    static final class ConfigCommand implements Callable<Integer> {

        @Mixin
        private final SettingsOptions options = new SettingsOptions();

        @Option(names = "--keys", description = "print the table of all settings instead, in Markdown")
        private boolean keys;

        @Override
        public Integer call() {
            if (keys) {
                System.out.print(SettingsPrinter.markdown());
            } else {
                SettingsPrinter.lines(SettingsLoader.load(options.inputs(System.getenv())))
                        .forEach(line -> System.out.println(Plain.line(line)));
            }
            return ExitStatus.HEALTHY;
        }
    }

    /** Says what a check is about. */
    @Command(
            name = "explain",
            description = "Says what a check promises, what a red one means, and what to do about it.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {Help.DONE, "2:there is no such check"},
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify explain message.pushed")
    static final class ExplainCommand implements Callable<Integer> {

        private static final int WIDTH = 100;

        @Parameters(paramLabel = "CHECK", description = "its id, such as message.pushed; `checks` lists them")
        private String id = "";

        @Option(names = "--width", description = "columns to fill (default ${DEFAULT-VALUE})")
        private int width = WIDTH;

        @Override
        public Integer call() {
            Check check = Checks.all().stream()
                    .filter(known -> known.id().value().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("There is no check " + id + "; `checks` lists them."));
            System.out.println(Explain.text(check, width));
            return ExitStatus.HEALTHY;
        }
    }

    /** Lists the checks. */
    @Command(
            name = "checks",
            description = "Prints the table of all checks, in Markdown.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {Help.DONE},
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify checks")
    static final class ChecksCommand implements Callable<Integer> {

        @Override
        public Integer call() {
            System.out.print(Explain.table(Checks.all(), Suites.atTheMost()));
            return ExitStatus.HEALTHY;
        }
    }
}
