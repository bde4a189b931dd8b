package openim.verify.app.program;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.setting.SettingKey;
import openim.verify.report.Redactor;
import openim.verify.verdict.CannotLook;

/**
 * A fault of this program: a full disk, a broken file of its own, no memory, a mistake in it. It is never a verdict on the
 * deployment, and no person reads its trace on a terminal.
 *
 * @param sentence what a person reads: whose fault it is, what is lost, what still holds, and where the trace is
 * @param status with which the process ends
 */
public record ProgramFault(String sentence, int status) {

    /** Nothing more can be loaded or made to say it by then. */
    public static final String BEYOND_HELP =
            "undetermined: openim-verify itself failed, which says nothing about the deployment;"
                    + " it lacks the memory or the handles (ulimit -n) to say how";

    /** What is said when not even a sentence can be made. */
    static final ProgramFault BEYOND_WORDS = new ProgramFault(BEYOND_HELP, ExitStatus.UNDETERMINED);

    private static final String WHOSE = "openim-verify itself failed, which says nothing about the deployment: ";

    private static final Map<String, String> NOWHERE =
            Map.of(SettingKey.HOST.key(), "localhost", SettingKey.SECRET_KEY.key(), "none");

    /** What still holds after a command that gives a verdict ended so, by the words with which it is called. */
    private static final Map<String, String> AFTER_A_VERDICT = Map.ofEntries(
            Map.entry(
                    "smoke",
                    "there is no verdict; what it saw by then is in its directory of the reports, if that could be written"),
            Map.entry(
                    "full",
                    "there is no verdict; what it saw by then is in its directory of the reports, if that could be written"),
            Map.entry("doctor", "there is no finding"),
            Map.entry("doctor files", "there is no finding"),
            Map.entry("doctor gateway", "there is no finding"),
            Map.entry("gate", "the gate stays shut, and nothing was changed in the deployment"),
            Map.entry(
                    "recover",
                    "the gate stays shut; each step that it took is in the journal, and the next recover reads it"),
            Map.entry("drill", "what it broke may still be broken: look by smoke"),
            Map.entry("canary", "nobody looks at the deployment until it is started again; what it believed is kept"),
            Map.entry("ledger open", "each message that it sent was written down before: settle judges them"),
            Map.entry("ledger settle", "the ledger is as it was, and can be settled again"));

    /** The same of those that give none. */
    private static final Map<String, String> AFTER_NONE = Map.of(
            "config", "nothing was contacted",
            "explain", "nothing was contacted",
            "checks", "nothing was contacted",
            "history", "nothing was contacted, and the history is as it was",
            "footprint", "what it did not sweep is swept the next time",
            "ledger", "nothing was contacted",
            "ledger show", "nothing was contacted, and the ledger is as it was",
            "ledger abandon", "nothing was contacted; `ledger show` says whether the ledger is taken for settled",
            "help", "nothing was contacted",
            "", "nothing was contacted");

    /**
     * What was thrown and nobody foresaw, or what a file of ours is to blame for.
     *
     * @param command by which words it was called, without that of the program: {@code ledger settle}
     * @param given what it was told about the deployment; none if it takes no settings
     */
    public static ProgramFault of(Throwable thrown, String command, Stream<Inputs> given) {
        try {
            Optional<Settings> settings = given.flatMap(
                            inputs -> loaded(inputs).or(() -> loaded(inputs.withEmbedded(NOWHERE))).stream())
                    .findFirst();
            Redactor redactor =
                    Redactor.of(settings.map(known -> known.secrets().reveal()).orElse(List.of()));
            String trace = TraceFile.keep(thrown, redactor, settings.map(Settings::reports))
                    .map(file -> "the trace is in " + file)
                    .orElse("its trace could not be kept anywhere");
            return of(redactor.redact(words(thrown)), command, trace);
        } catch (RuntimeException | Error beyond) {
            return BEYOND_WORDS;
        }
    }

    private static ProgramFault of(String what, String command, String trace) {
        String verdict = AFTER_A_VERDICT.get(command);
        return verdict != null
                ? new ProgramFault(
                        "undetermined: " + WHOSE + what + "; " + verdict + "; " + trace, ExitStatus.UNDETERMINED)
                : new ProgramFault(
                        WHOSE + what + "; " + AFTER_NONE.getOrDefault(command, "nothing was contacted") + "; " + trace,
                        ExitStatus.USAGE);
    }

    /** Whether a command gives a verdict, so that a fault in it leaves one open. */
    public static boolean givesVerdict(String command) {
        return AFTER_A_VERDICT.containsKey(command);
    }

    /** Whether it is said what holds after it. */
    public static boolean knows(String command) {
        return givesVerdict(command) || AFTER_NONE.containsKey(command);
    }

    /** Whether it could not be looked because of a file of ours, or for want of something that this process needs. */
    public static boolean isOurs(CannotLook blind) {
        return chain(blind)
                .anyMatch(cause -> cause instanceof FileSystemException
                        || cause instanceof SQLException
                        || cause instanceof VirtualMachineError
                        || cause instanceof LinkageError);
    }

    /** What went wrong, in words that name the file or the want, and for a mistake in the program its kind. */
    public static String words(Throwable thrown) {
        Throwable deepest = chain(thrown).reduce((outer, inner) -> inner).orElse(thrown);
        if (deepest instanceof OutOfMemoryError) {
            return "it ran out of memory (" + deepest.getMessage() + "); java's option -Xmx gives it more";
        }
        if (deepest instanceof IOException || deepest instanceof SQLException || thrown instanceof CannotLook) {
            String outer = String.valueOf(thrown.getMessage());
            String inner = reason(deepest);
            return outer.contains(inner) ? outer : outer + ": " + inner;
        }
        return "a mistake in the program (" + deepest + ")";
    }

    private static String reason(Throwable deepest) {
        String message = String.valueOf(deepest.getMessage());
        if (deepest instanceof NoSuchFileException) {
            return message + " is not there";
        }
        if (deepest instanceof FileAlreadyExistsException) {
            return message + " is no directory";
        }
        return deepest instanceof AccessDeniedException ? message + " may not be used" : message;
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static Optional<Settings> loaded(Inputs inputs) {
        try {
            return Optional.of(SettingsLoader.load(inputs));
        } catch (RuntimeException unusable) {
            return Optional.empty();
        }
    }
}
