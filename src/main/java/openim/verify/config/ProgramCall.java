package openim.verify.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.config.setting.SettingKey;

/**
 * How this program was called, for the commands that it prints: one of its own looks at the same deployment, wherever it is typed.
 *
 * <p>What the environment holds, and the settings file of the directory, is there for the next call too. No secret is among the
 * options: none is taken from a command line, and a value that may hold one is left out.
 *
 * @param program what is typed to start it
 * @param options the settings that it was called with, as arguments that may stand before any command
 * @param leftOut the settings that it was called with and that may hold a secret
 */
public record ProgramCall(String program, List<String> options, List<SettingKey> leftOut) {

    /** That of the jar, with nothing. */
    public static final ProgramCall PLAIN = new ProgramCall("java -jar openim-verify.jar", List.of(), List.of());

    /** Its launcher says so. */
    private static final String CALLED = "verify.called";

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    public ProgramCall {
        options = List.copyOf(options);
        leftOut = List.copyOf(leftOut);
    }

    /** That of this process. */
    public static ProgramCall of(Inputs inputs) {
        List<String> options = new ArrayList<>();
        inputs.settingsFile().map(Path::toString).map(inputs::resolve).ifPresent(file -> {
            options.add("--settings");
            options.add(file.toString());
        });
        List<SettingKey> leftOut = new ArrayList<>();
        typed(inputs).forEach((key, value) -> {
            if (key.printable(value).equals(value)) {
                options.add("-s");
                options.add(key.key() + "=" + value);
            } else {
                leftOut.add(key);
            }
        });
        return new ProgramCall(inputs.systemProperties().getOrDefault(CALLED, PLAIN.program), options, leftOut);
    }

    /** What was given to this call alone, by the word that counts. */
    private static Map<SettingKey, String> typed(Inputs inputs) {
        Map<SettingKey, String> typed = new TreeMap<>();
        Stream.of(inputs.systemProperties(), inputs.commandLine())
                .forEach(given -> given.forEach((name, value) -> SettingKey.named(name)
                        .filter(key -> !value.isBlank())
                        .ifPresent(key -> typed.put(key, value.trim()))));
        return typed;
    }

    /**
     * A command of this program, as it can be pasted.
     *
     * @param command with its own options: {@code ledger show}
     */
    public String line(String command) {
        return this + " " + command;
    }

    /** What stands before a command, as it can be pasted. */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(program), options.stream().map(ProgramCall::quoted))
                .collect(Collectors.joining(" "));
    }

    /** A word that a shell reads as this text. */
    public static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
