package openim.verify.cli;

import java.util.List;
import java.util.concurrent.Callable;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.run.DoctorVisit;
import openim.verify.config.Settings;
import openim.verify.report.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** Looks for the cause of one kind of trouble. */
@Command(
        name = "doctor",
        description =
                "Looks for the cause of one kind of trouble, and says what to change; without a name all of them, one after"
                        + " the other.",
        subcommands = {FileDoctorCommand.class, GatewayDoctorCommand.class, HelpCommand.class},
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {"0:nothing is wrong", "1:something is wrong; it says what to change", Help.UNUSABLE, Help.UNTOLD
        },
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify doctor --host chat.example.com")
final class DoctorCommand implements Callable<Integer> {

    /** All of them: what is wrong with one counts more than what another could not see. */
    private static final List<Integer> WORST_FIRST =
            List.of(ExitStatus.UNHEALTHY, ExitStatus.UNDETERMINED, ExitStatus.HEALTHY);

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() {
        return DoctorVisit.asked(options.inputs(System.getenv()), DoctorCommand::visits);
    }

    private static int visits(Settings settings, boolean rehearsal) {
        Terminal terminal = Console.of(settings);
        int files = FileDoctorCommand.visit(settings, rehearsal, terminal);
        terminal.line("");
        int gateway = GatewayDoctorCommand.visit(settings, rehearsal, terminal, GatewayDoctorCommand.IDLE);
        return WORST_FIRST.stream()
                .filter(status -> status == files || status == gateway)
                .findFirst()
                .orElse(ExitStatus.UNDETERMINED);
    }
}
