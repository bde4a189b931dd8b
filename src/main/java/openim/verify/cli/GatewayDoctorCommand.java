package openim.verify.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import openim.verify.app.run.DoctorVisit;
import openim.verify.app.run.DoctorVisit.GatewayVisit;
import openim.verify.await.Deadline;
import openim.verify.config.Settings;
import openim.verify.report.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The doctor of the way to the gateway. */
@Command(
        name = "gateway",
        description =
                "Says why clients get no session, or lose it: the name and both its address families, the certificate and"
                        + " the days it still has, the upgrade and the path behind a proxy, the proxy's idle time-out."
                        + " Opens one session of our own, and leaves it in silence for a while.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {"0:nothing is wrong", "1:something is wrong; it says what to change", Help.UNUSABLE, Help.UNTOLD
        },
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify doctor gateway -s openim.gateway.url=wss://im.example.com/ws")
final class GatewayDoctorCommand implements Callable<Integer> {

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
        return visit(settings, rehearsal, Console.of(settings), Duration.ofSeconds(idle));
    }

    /** One visit, told there. */
    static int visit(Settings settings, boolean rehearsal, Terminal terminal, Duration silence) {
        return new GatewayVisit(settings, rehearsal, terminal, silence).make(Deadline.in(STEPS.plus(silence)));
    }
}
