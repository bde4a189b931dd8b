package openim.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import openim.verify.config.setting.SettingKey;
import picocli.CommandLine.ParseResult;

/** Command lines as the program takes them. */
public final class CommandLines {

    private CommandLines() {}

    /** Has it parsed, and its settings looked up; nothing is run. */
    public static void parse(List<String> words) {
        ParseResult parsed = Main.line().parseArgs(words.toArray(String[]::new));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        Map<String, String> settings = parsed.matchedOptionValue("-s", Map.of());
        assertThat(settings.keySet())
                .allSatisfy(key -> assertThat(SettingKey.named(key)).as(key).isPresent());
    }
}
