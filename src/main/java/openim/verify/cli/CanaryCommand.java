package openim.verify.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import openim.verify.app.Rehearsing;
import openim.verify.app.TargetResolver;
import openim.verify.app.canary.CanaryRunner;
import openim.verify.app.program.UsageException;
import openim.verify.canary.Pace;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks each night, or each minute, and says when something changed. */
@Command(
        name = "canary",
        description =
                "One full round with history, for a schedule; or, with --every, rounds until it is stopped. What is not"
                        + " good is looked at again at once, and only what the second look confirms is believed.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {
            "0:healthy, or it was stopped between two rounds",
            "1:unhealthy, by two looks",
            Help.UNUSABLE,
            Help.UNPROVEN,
            Help.BUSY,
            Help.STOPPED
        },
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify canary --host chat.example.com --every 60s")
final class CanaryCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Span.class,
            description = "look at messages so often, such as 60s, until it is stopped")
    private @Nullable Duration every;

    @Option(
            names = "--files-every",
            paramLabel = "TIME",
            converter = Span.class,
            description = "look at files so often (default 10m)")
    private Duration files = Duration.ofMinutes(10);

    @Option(
            names = "--full-every",
            paramLabel = "TIME",
            converter = Span.class,
            description = "look at everything so often (default 6h)")
    private Duration full = Duration.ofHours(6);

    @Option(names = "--asker", hidden = true, description = "who starts this: jar or maven")
    private Asker asker = Asker.JAR;

    @Override
    public Integer call() {
        Inputs inputs = options.inputs(System.getenv());
        TargetChoice choice = TargetResolver.of(inputs, asker);
        if (choice instanceof TargetChoice.Rehearse rehearse) {
            if (!rehearse.told()) {
                throw new UsageException(
                        "A rehearsal proves nothing, and nobody needs to watch one: name the deployment, or"
                                + " say openim.target=embedded.");
            }
            return Rehearsing.with(inputs, Rehearsal::settings, settings -> watch(settings, true));
        }
        return watch(SettingsLoader.load(inputs), false);
    }

    private int watch(Settings settings, boolean rehearsal) {
        CanaryRunner watching = new CanaryRunner(settings, rehearsal, Console.of(settings));
        return every == null ? watching.once() : watching.on(new Pace(every, files, full));
    }
}
