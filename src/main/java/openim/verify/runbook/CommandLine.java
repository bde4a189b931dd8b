package openim.verify.runbook;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One command of a fix, as an argument list; no shell is needed to run it.
 *
 * @param directory where it runs; empty if that directory is not on this host, and then it is printed and never run
 * @param place the usual name of the directory; empty if it may be typed anywhere
 * @param arguments program and arguments
 * @param detached whether what it starts must outlive us and our output: it runs in a session of its own, reads from /dev/null
 *     and writes to a file, never to a pipe, for services that write into a broken pipe die minutes later
 * @param remark what a person should know of it, such as that it is expected to fail, or that it is not in the document
 */
public record CommandLine(
        Optional<Path> directory, String place, List<String> arguments, boolean detached, String remark) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    public CommandLine {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command without a program");
        }
    }

    static CommandLine of(Site.Place place, String remark, String... arguments) {
        return of(place, remark, List.of(arguments));
    }

    static CommandLine of(Site.Place place, String remark, List<String> arguments) {
        return new CommandLine(place.directory(), place.name(), arguments, false, remark);
    }

    CommandLine detachedFromUs() {
        return new CommandLine(directory, place, arguments, true, remark);
    }

    /** As a person types it in that directory. */
    public String typed() {
        String command = arguments.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
        return detached ? "setsid " + command + " < /dev/null > " + log() + " 2>&1" : command;
    }

    /** Whether it may be typed in any directory. */
    public boolean isForAnywhere() {
        return directory.isEmpty() && place.isEmpty();
    }

    /** Whether it changes nothing, and is there to be read. */
    boolean onlyLooks() {
        return arguments.equals(List.of("mage", "check"));
    }

    /**
     * Several as one line, with the change of directory, and through ssh if that directory is not on this host.
     *
     * @param between what a shell reads between two of them
     * @param host where it is then
     */
    static String pasted(List<CommandLine> commands, String between, String host) {
        if (commands.isEmpty()) {
            return "";
        }
        String typed = commands.stream().map(CommandLine::typed).collect(Collectors.joining(between));
        CommandLine first = commands.get(0);
        return new Site.Place(first.directory(), first.place()).pasted(typed, host);
    }

    private String log() {
        String program = arguments.get(0).replaceFirst(".*/", "");
        return Stream.concat(Stream.of(program), arguments.stream().skip(1))
                        .filter(word -> word.matches("[A-Za-z0-9][A-Za-z0-9_-]*"))
                        .collect(Collectors.joining("-"))
                + ".log";
    }

    /** A word that a shell reads as this text. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
