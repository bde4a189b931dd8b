package openim.verify.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import openim.verify.app.Rehearsing;
import openim.verify.app.TargetResolver;
import openim.verify.app.program.UsageException;
import openim.verify.app.run.DoctorVisit.FileVisit;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.report.terminal.Terminal;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The doctor of externalAddress. */
@Command(
        name = "files",
        description =
                "Says why clients get no files: what is wrong with externalAddress, the setting to change, its file, and a"
                        + " value that works. Uploads one file of 1 KiB.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {"0:nothing is wrong", "1:something is wrong; it says what to change", Help.UNUSABLE, Help.UNTOLD
        },
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify doctor files --host chat.example.com")
final class FileDoctorCommand implements Callable<Integer> {

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
        return visit(settings, rehearsal, Console.of(settings));
    }

    /** One visit, told there. */
    static int visit(Settings settings, boolean rehearsal, Terminal terminal) {
        return new FileVisit(settings, rehearsal, terminal).make(Deadline.in(WHOLE_VISIT));
    }
}
