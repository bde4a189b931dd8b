package openim.verify.app;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import openim.verify.app.program.ProgramFault;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.target.History;
import openim.verify.target.Rehearsal;

/** A rehearsal inside this process, which is forgotten when it is over. */
public final class Rehearsing {

    private Rehearsing() {}

    /**
     * Starts one, does something with it, and ends it.
     *
     * @param prepared what is to be done to the rehearsal first; the settings that lead to it
     * @param deed what to do; its exit status
     */
    public static int with(
            Inputs inputs, Function<Rehearsal, Map<String, String>> prepared, ToIntFunction<Settings> deed) {
        return with(inputs, System.out, prepared, (rehearsal, settings) -> deed.applyAsInt(settings));
    }

    /**
     * The same for what does something to the rehearsal itself.
     *
     * @param form how it is put up
     */
    public static int with(Inputs inputs, Rehearsal.Form form, ToIntBiFunction<Rehearsal, Settings> deed) {
        return with(inputs, System.out, form, Rehearsal::settings, deed);
    }

    /**
     * The same.
     *
     * @param announced where it is said that it begins
     */
    public static int with(
            Inputs inputs,
            PrintStream announced,
            Function<Rehearsal, Map<String, String>> prepared,
            ToIntBiFunction<Rehearsal, Settings> deed) {
        return with(inputs, announced, Rehearsal.Form.TOGETHER, prepared, deed);
    }

    private static int with(
            Inputs inputs,
            PrintStream announced,
            Rehearsal.Form form,
            Function<Rehearsal, Map<String, String>> prepared,
            ToIntBiFunction<Rehearsal, Settings> deed) {
        Rehearsal.Provider provider = TargetResolver.provider();
        announced.println("REHEARSAL: starting a small deployment in this process ...");
        Rehearsal rehearsal = TargetResolver.started(provider, form, inputs);
        try {
            Settings settings = SettingsLoader.load(inputs.withEmbedded(prepared.apply(rehearsal)));
            try {
                return deed.applyAsInt(rehearsal, settings);
            } finally {
                new History(settings.reports()).forget(settings.endpoints().api());
            }
        } finally {
            end(rehearsal);
        }
    }

    /** What came of it stands, whether the rehearsal ends in good order or not. */
    private static void end(Rehearsal rehearsal) {
        try {
            rehearsal.close();
        } catch (RuntimeException | Error failed) {
            System.err.println("note: the rehearsal did not end in good order: " + ProgramFault.words(failed));
        }
    }
}
