package openim.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Whoever asks a command for help is told how it ends, and one way to call it. */
class HelpTest {

    @ParameterizedTest
    @MethodSource("commands")
    void helpHasTheExitStatusesAndAnExampleThatCanBeTyped(CommandLine command) {
        String usage = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(usage).contains("Exit status:").contains("Example:");
        String example = usage.substring(usage.indexOf("Example:"))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        assertThat(example).hasSizeLessThan(120);
        List<String> words = List.of(example.strip()
                .replaceFirst(".*openim-verify(-rehearsal\\.jar)? ", "")
                .split(" "));
        assertThat(String.join(" ", words)).startsWith(Main.name(command));
        assertThatCode(() -> CommandLines.parse(words)).doesNotThrowAnyException();
    }

    /** Those that do something, help itself left out. */
    private static Stream<CommandLine> commands() {
        return below(Main.line())
                .filter(command -> !(command.getCommand() instanceof CommandLine.HelpCommand))
                .filter(command -> !command.getCommandName().equals("ledger"));
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return command.getSubcommands().values().stream().flatMap(each -> Stream.concat(Stream.of(each), below(each)));
    }
}
