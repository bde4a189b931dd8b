package openim.verify.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import openim.verify.app.Rehearsing;
import openim.verify.app.TargetResolver;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.UsageException;
import openim.verify.app.run.DoctorVisit;
import openim.verify.app.run.DoctorVisit.FileVisit;
import openim.verify.app.run.DoctorVisit.GatewayVisit;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.report.terminal.DoctorView;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for the cause of one kind of trouble. */
@Command(
        name = "doctor",
        description =
                "Looks for the cause of one kind of trouble, and says what to change; without a name all of them, one after"
                        + " the other.",
        subcommands = {
            DoctorCommand.FileDoctorCommand.class,
            DoctorCommand.GatewayDoctorCommand.class,
            HelpCommand.class
        },
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
        DoctorView view = view(settings);
        int files = FileDoctorCommand.visit(settings, rehearsal, view);
        view.next();
        int gateway = GatewayDoctorCommand.visit(settings, rehearsal, view, GatewayDoctorCommand.IDLE);
        return WORST_FIRST.stream()
                .filter(status -> status == files || status == gateway)
                .findFirst()
                .orElse(ExitStatus.UNDETERMINED);
    }

    private static DoctorView view(Settings settings) {
        return new DoctorView(Console.of(settings));
    }

    /** The doctor of externalAddress. */
    @Command(
            name = "files",
            description =
                    "Says why clients get no files: what is wrong with externalAddress, the setting to change, its file, and a"
                            + " value that works. Uploads one file of 1 KiB.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {
                "0:nothing is wrong",
                "1:something is wrong; it says what to change",
                Help.UNUSABLE,
                Help.UNTOLD
            },
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify doctor files --host chat.example.com")
    static final class FileDoctorCommand implements Callable<Integer> {

        /** Each step has its own deadline; this is for all of them, a dozen addresses to try included. */
        private static final Duration WHOLE_VISIT = Duration.ofSeconds(45);

        @Mixin
        private final SettingsOptions options = new SettingsOptions();

        @Option(
                names = "--lie",
                paramLabel = "LIE",
                description = "rehearsal only: have it fail so, such as proxy-changes-host; a wrong name lists all")
        private @Nullable String lie;

        @Override
        public Integer call() {
            Inputs inputs = options.inputs(System.getenv());
            if (TargetResolver.of(inputs, Asker.JAR) instanceof TargetChoice.Rehearse) {
                return rehearse(inputs);
            }
            if (lie != null) {
                throw new UsageException("--lie is for the rehearsal: add --target embedded");
            }
            return visit(SettingsLoader.load(inputs), false);
        }

        private int rehearse(Inputs inputs) {
            return Rehearsing.with(inputs, this::lying, settings -> visit(settings, true));
        }

        private Map<String, String> lying(Rehearsal rehearsal) {
            if (lie != null) {
                lie(rehearsal, lie);
            }
            return rehearsal.settings();
        }

        private static void lie(Rehearsal rehearsal, String how) {
            try {
                rehearsal.lie(how);
            } catch (IllegalArgumentException unknown) {
                throw new UsageException("--lie " + how + ": " + unknown.getMessage());
            }
        }

        private static int visit(Settings settings, boolean rehearsal) {
            return visit(settings, rehearsal, view(settings));
        }

        /** One visit, told there. */
        static int visit(Settings settings, boolean rehearsal, DoctorView view) {
            return new FileVisit(settings, rehearsal, view).make(Deadline.in(WHOLE_VISIT));
        }
    }

    /** The doctor of the way to the gateway. */
    @Command(
            name = "gateway",
            description =
                    "Says why clients get no session, or lose it: the name and both its address families, the certificate and"
                            + " the days it still has, the upgrade and the path behind a proxy, the proxy's idle time-out."
                            + " Opens one session of our own, and leaves it in silence for a while.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {
                "0:nothing is wrong",
                "1:something is wrong; it says what to change",
                Help.UNUSABLE,
                Help.UNTOLD
            },
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify doctor gateway -s openim.gateway.url=wss://im.example.com/ws")
    static final class GatewayDoctorCommand implements Callable<Integer> {

        /** Longer than the time between two heartbeats of a client. */
        static final Duration IDLE = Duration.ofSeconds(35);

        /** All steps but the silence. */
        private static final Duration STEPS = Duration.ofSeconds(45);

        @Mixin
        private final SettingsOptions options = new SettingsOptions();

        @Option(
                names = "--idle",
                paramLabel = "SECONDS",
                description =
                        "how long the session is left in silence (default: ${DEFAULT-VALUE}; clients send a heartbeat each"
                                + " 30 s)")
        private long idle = IDLE.toSeconds();

        @Override
        public Integer call() {
            return DoctorVisit.asked(options.inputs(System.getenv()), this::visit);
        }

        private int visit(Settings settings, boolean rehearsal) {
            return visit(settings, rehearsal, view(settings), Duration.ofSeconds(idle));
        }

        /** One visit, told there. */
        static int visit(Settings settings, boolean rehearsal, DoctorView view, Duration silence) {
            return new GatewayVisit(settings, rehearsal, view, silence).make(Deadline.in(STEPS.plus(silence)));
        }
    }
}
