package openim.verify.app.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import openim.verify.app.Ledgers;
import openim.verify.app.OwnPlaces;
import openim.verify.app.TargetResolver;
import openim.verify.app.Wiring;
import openim.verify.app.discovery.HostInputs;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.suite.Fixtures;
import openim.verify.suite.SessionProvider;
import openim.verify.suite.SuiteSession;
import openim.verify.target.History;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;

/**
 * Opens the session for a spec that is run alone, from an IDE: against the deployment that the environment or
 * openim-verify.yaml names, else on the rehearsal, by the same rules as a build. Nothing is reported but by the IDE.
 */
public final class AloneSession implements SessionProvider {

    /** Made by the service loader. */
    public AloneSession() {}

    @Override
    public SuiteSession open() {
        Inputs inputs = HostInputs.of(Map.of(), System.getenv(), Optional.empty());
        boolean rehearsal = TargetResolver.of(inputs, TargetChoice.Asker.MAVEN) instanceof TargetChoice.Rehearse;
        Settings settings = SettingsLoader.load(
                rehearsal ? inputs.withEmbedded(rehearse(inputs).settings()) : inputs);
        Fixtures fixtures = Stage.set(
                Wiring.forSettings(settings),
                OwnPlaces.pool(settings),
                new History(rehearsal ? Path.of("target", "rehearsal") : settings.reports()),
                LedgerAtHand.in(Ledgers.file(settings)),
                rehearsal,
                "alone",
                Deadline.in(settings.deadlines().fullRun()));
        return new SuiteSession(fixtures, seen -> {});
    }

    private static Rehearsal rehearse(Inputs inputs) {
        Rehearsal rehearsal = TargetResolver.started(TargetResolver.provider(), Rehearsal.Form.TOGETHER, inputs);
        Runtime.getRuntime().addShutdownHook(new Thread(rehearsal::close, "rehearsal-ends"));
        return rehearsal;
    }
}
