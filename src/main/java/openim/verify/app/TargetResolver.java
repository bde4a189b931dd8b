package openim.verify.app;

import openim.verify.app.program.UsageException;
import openim.verify.config.Inputs;
import openim.verify.config.Presence;
import openim.verify.config.SettingsLoader;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.SettingsException;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetDetection;

/** Live or rehearsal: looks around, and decides. */
public final class TargetResolver {

    private TargetResolver() {}

    /**
     * Decides.
     *
     * @throws UsageException if neither can be chosen; it says what was found and how to choose
     */
    public static TargetChoice of(Inputs inputs, TargetChoice.Asker asker) {
        TargetChoice choice = TargetChoice.of(TargetDetection.here().look(presence(inputs)), asker);
        if (choice instanceof TargetChoice.Refuse refusal) {
            throw new UsageException(refusal.message());
        }
        return choice;
    }

    /** Whether a live deployment is named; what else speaks of one does not matter to who only rehearses. */
    public static boolean isLive(Inputs inputs) {
        return TargetChoice.of(TargetDetection.here().look(presence(inputs)), TargetChoice.Asker.JAR)
                instanceof TargetChoice.Live;
    }

    private static Presence presence(Inputs inputs) {
        try {
            return Presence.of(inputs);
        } catch (SettingsException some) {
            // Whoever mends the settings wants to know of all that is wrong with them, not only of what comes first.
            SettingsLoader.load(inputs);
            throw some;
        }
    }

    /**
     * The rehearsal's provider.
     *
     * @throws UsageException if this jar has none
     */
    public static Rehearsal.Provider provider() {
        return Rehearsal.provider()
                .orElseThrow(() -> new UsageException("This jar verifies live deployments only. To rehearse, take"
                        + " openim-verify-rehearsal.jar, or run `mvn verify -Psmoke` in the project."));
    }

    /**
     * A rehearsal of the release that the settings ask for.
     *
     * @throws UsageException if there is no rehearsal of that release
     */
    public static Rehearsal started(Rehearsal.Provider provider, Rehearsal.Form form, Inputs inputs) {
        String release = SettingsLoader.rehearsedRelease(inputs);
        int instances = SettingsLoader.rehearsedInstances(inputs);
        try {
            return provider.start(form, release, instances);
        } catch (IllegalArgumentException unknown) {
            throw new UsageException(SettingKey.REHEARSAL_RELEASE.key() + " is " + release
                    + (instances == 1 ? "" : " and " + SettingKey.REHEARSAL_INSTANCES.key() + " is " + instances) + ": "
                    + unknown.getMessage());
        }
    }
}
