package openim.verify.app.run;

import java.net.InetAddress;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import openim.verify.app.Ledgers;
import openim.verify.app.OwnPlaces;
import openim.verify.app.Rehearsing;
import openim.verify.app.TargetResolver;
import openim.verify.app.Wiring;
import openim.verify.app.program.ExitStatus;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.report.terminal.DoctorView;
import openim.verify.suite.Fixtures;
import openim.verify.target.Deployment;
import openim.verify.target.Flavour;
import openim.verify.target.History;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** What the visits of all doctors have in common. */
public record DoctorVisit(Settings settings, boolean rehearsal, DoctorView consultation) {

    /** The deployment that the inputs name, or the rehearsal; the exit status of the visit. */
    public static int asked(Inputs inputs, ToIntBiFunction<Settings, Boolean> visit) {
        return TargetResolver.of(inputs, Asker.JAR) instanceof TargetChoice.Rehearse
                ? Rehearsing.with(inputs, Rehearsal::settings, settings -> visit.applyAsInt(settings, true))
                : visit.applyAsInt(SettingsLoader.load(inputs), false);
    }

    /**
     * Says whom it is about, and has the doctor look.
     *
     * @param who which doctor, and where: {@code doctor of files, at http://...}
     * @param look what was seen and said; its exit status
     */
    int make(String who, Deadline ends, ToIntBiFunction<Deployment, Fixtures> look) {
        consultation.about((rehearsal ? "REHEARSAL: " : "") + who + " ("
                + Flavour.of(settings, rehearsal).word() + ")");
        Deployment openim = Wiring.forSettings(settings);
        try (Fixtures fixtures = Stage.set(
                openim,
                OwnPlaces.pool(settings),
                new History(settings.reports()),
                LedgerAtHand.in(Ledgers.file(settings)),
                rehearsal,
                "doctor",
                ends)) {
            return look.applyAsInt(openim, fixtures);
        } catch (BrokenPromise | CannotLook | NotLookedAt noLook) {
            consultation.unknown("could not look: " + sentence(noLook));
            return ExitStatus.UNDETERMINED;
        }
    }

    private static String sentence(Throwable noLook) {
        Throwable cause = noLook.getCause();
        return noLook.getMessage() + (cause instanceof BrokenPromise ? ": " + cause.getMessage() : "");
    }

    static String addresses(List<InetAddress> addresses) {
        return addresses.isEmpty()
                ? "has no address here"
                : addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }
}
