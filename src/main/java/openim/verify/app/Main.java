package openim.verify.app;

import java.io.PrintWriter;
import openim.verify.config.SettingsException;
import openim.verify.verdict.CannotLook;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

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
            "  3    undetermined: a required check could not be looked at, so nothing is proven",
            "  4    recover: a person is needed; what he needs to know is in the incident bundle",
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
            ConfigCommand.class,
            ExplainCommand.class,
            ChecksCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        int status = execute(args);
        System.out.flush();
        // Nothing of ours needs to be waited for: sessions and fixtures are closed, and drivers keep threads of their
        // own.
        Runtime.getRuntime().exit(status);
    }

    static int execute(String... args) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::explained)
                .execute(args);
    }

    private static int explained(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
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
        if (failure instanceof CannotLook) {
            err.println("undetermined: " + failure.getMessage());
            return ExitStatus.UNDETERMINED;
        }
        throw failure;
    }
}
