package openim.verify.recovery.act;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import openim.verify.runbook.CommandLine;

/**
 * A command that is to be run.
 *
 * @param directory in which; absolute
 * @param arguments the tool's name first; no shell reads them
 */
public record ToolCall(Path directory, List<String> arguments) {

    public ToolCall {
        arguments = List.copyOf(arguments);
        if (!directory.isAbsolute() || arguments.isEmpty()) {
            throw new IllegalArgumentException("no command: " + arguments + " in " + directory);
        }
    }

    static ToolCall of(Path directory, String... arguments) {
        return new ToolCall(directory, List.of(arguments));
    }

    /** {@code mage stop in /opt/open-im-server}. */
    @Override
    public String toString() {
        return arguments.stream().map(CommandLine::quoted).collect(Collectors.joining(" ")) + " in " + directory;
    }
}
