package openim.verify.app.run;

import java.time.Duration;
import java.util.stream.Stream;
import openim.verify.app.Wiring;
import openim.verify.await.Deadline;
import openim.verify.canary.metrics.Standpoint;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.release.Release;
import openim.verify.report.terminal.Terminal;
import openim.verify.report.text.NextCommand;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.target.Flavour;
import openim.verify.target.NextCommands;

/** From settings to a verdict. */
public final class Verification {

    private Verification() {}

    /**
     * Runs a suite against the deployment that the settings name.
     *
     * @param rehearsal whether that is the rehearsal
     * @param terminal where the run is told
     * @param ends when it is over
     */
    public static Run of(Suite suite, Settings settings, boolean rehearsal, Terminal terminal, Deadline ends) {
        return new SuiteRun(suite, settings, subject(settings, rehearsal), next(settings, rehearsal), terminal, ends)
                .run(Wiring.forSettings(settings));
    }

    /** The deployment that the settings name, as a person knows it, and the place from which it is seen. */
    public static Subject subject(Settings settings, boolean rehearsal) {
        Flavour flavour = Flavour.of(settings, rehearsal);
        return new Subject(
                settings.endpoints().api().toString(),
                flavour.word(),
                rehearsal,
                release(settings.release()),
                settings.watch().vantage().orElse(""));
    }

    /**
     * What a canary of these settings watches, and from where. The address that clients know is the same for a canary that stands
     * beside the server and for one that stands far away.
     */
    public static Standpoint standpoint(Settings settings) {
        return new Standpoint(
                settings.endpoints()
                        .outside()
                        .api()
                        .orElse(settings.endpoints().api())
                        .toString(),
                settings.watch().vantage().orElse(""));
    }

    private static String release(Release release) {
        return release.equals(Release.UNKNOWN) ? Subject.UNKNOWN_RELEASE : release.toString();
    }

    /** How long a run of a suite may take. */
    public static Duration longest(Suite suite, Settings settings) {
        return suite.name().equals(Suites.FULL.name())
                ? settings.deadlines().fullRun()
                : settings.deadlines().run();
    }

    /** What to type next when a check of it is red. */
    public static NextCommand next(Settings settings, boolean rehearsal) {
        NextCommands commands = new NextCommands(
                Flavour.of(settings, rehearsal),
                settings.directories(),
                settings.endpoints().api().getHost(),
                settings.kubernetes().map(Kubernetes::namespace).orElse(""),
                settings.repair().starts(),
                settings.invocation());
        return check -> commands.after(
                check.id().value(),
                check.suspect(),
                Stream.of(Suites.SMOKE, Suites.FULL)
                        .filter(suite -> suite.checks().contains(check.id()))
                        .findFirst()
                        .orElse(Suites.FULL)
                        .name());
    }
}
