package openim.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import openim.verify.app.discovery.HostInputs;
import openim.verify.config.Inputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What commands are told of settings: by the build that was given them by -D, and on their line. */
class SettingsOptionsTest {

    private static Map<String, String> handedOn(String properties) {
        return new SettingsOptions()
                .inputs(Map.of(HostInputs.FROM_BUILD, properties))
                .systemProperties();
    }

    @Test
    void eachPropertyOfTheBuildIsASetting() {
        assertThat(handedOn("openim.host=10.0.0.5, openim.trusted-hosts=a.example, b.example, openim.secret="))
                .containsEntry("openim.host", "10.0.0.5")
                .containsEntry("openim.trusted-hosts", "a.example, b.example")
                .containsEntry("openim.secret", "");
    }

    @Test
    void aBuildThatWasGivenNothingHandsNothingOn() {
        assertThat(handedOn("")).doesNotContainKeys("openim.host", "openim.secret");
    }

    @ParameterizedTest
    @MethodSource("membersOfGroups")
    void whatIsSaidToAGroupOfCommandsHoldsForEachOfThem(List<String> words) {
        for (int place = 0; place < words.size(); place++) {
            List<String> typed = new ArrayList<>(words);
            typed.addAll(place, List.of("--settings", "im.yaml", "-s", "openim.rate=3", "--host", "10.0.0.5"));

            Inputs inputs = inputs(typed);

            assertThat(inputs.settingsFile()).as("%s", typed).contains(Path.of("im.yaml"));
            assertThat(inputs.commandLine())
                    .as("%s", typed)
                    .containsOnly(Map.entry("openim.rate", "3"), Map.entry("openim.host", "10.0.0.5"));
        }
    }

    @Test
    void whatIsSaidToTheCommandItselfComesFirst() {
        Inputs inputs = inputs(List.of(
                "-s",
                "openim.rate=1",
                "--host",
                "a",
                "doctor",
                "-s",
                "openim.rate=2",
                "gateway",
                "-s",
                "openim.rate=3"));

        assertThat(inputs.commandLine()).containsOnly(Map.entry("openim.rate", "3"), Map.entry("openim.host", "a"));
    }

    /** What is said of anything but settings does not matter here. */
    private static Inputs inputs(List<String> typed) {
        CommandLine line = Main.line();
        line.getSubcommands().get("ledger").getSubcommands().values().forEach(SettingsOptionsTest::demandsNothing);
        List<CommandLine> called = line.parseArgs(typed.toArray(String[]::new)).asCommandLineList();
        return SettingsOptions.of(called.get(called.size() - 1).getCommandSpec())
                .findFirst()
                .orElseThrow()
                .inputs(Map.of());
    }

    private static void demandsNothing(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        List.copyOf(spec.positionalParameters()).forEach(demanded -> {
            spec.remove(demanded);
            spec.add(demanded.toBuilder().required(false).arity("0..1").build());
        });
    }

    /** Each command that reads settings, by the words that call it. */
    private static Stream<List<String>> membersOfGroups() {
        return members(Main.line(), List.of());
    }

    private static Stream<List<String>> members(CommandLine group, List<String> words) {
        return group.getSubcommands().entrySet().stream().flatMap(each -> {
            List<String> more =
                    Stream.concat(words.stream(), Stream.of(each.getKey())).toList();
            Stream<List<String>> below = members(each.getValue(), more);
            boolean readsSettings = each.getValue().getCommand() instanceof Callable
                    && SettingsOptions.of(each.getValue().getCommandSpec())
                            .findAny()
                            .isPresent();
            return readsSettings ? Stream.concat(Stream.of(more), below) : below;
        });
    }
}
