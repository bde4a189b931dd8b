package openim.verify.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.cli.CommandLines;
import openim.verify.config.SettingsPrinter;
import openim.verify.config.setting.SettingKey;
import openim.verify.report.Explain;
import openim.verify.suite.Checks;
import openim.verify.suite.Suites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and docs/ say is so. {@code -Dreadme=write} writes the tables that are made from the code. */
class DocumentationTest {

    private static final Path README = Path.of("README.md");
    private static final Path DOCS = Path.of("docs");

    /** What comes before the words of the command. */
    private static final Pattern OURS = Pattern.compile(
            "(?:^|.*\\s)(?:\\./|\\S*/)?openim-verify ([a-z].*)|java -jar \\S*openim-verify(?:-rehearsal)?\\.jar (.*)");

    private static final Pattern INLINE = Pattern.compile("`((?:openim-verify|java -jar|mvn) [^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void tableOfChecksIsThatOfTheCode() throws IOException {
        holds("checks", Explain.table(Checks.all(), Suites.atTheMost()));
    }

    @Test
    void tableOfSettingsIsThatOfTheCode() throws IOException {
        holds("settings", SettingsPrinter.markdown());
    }

    @Test
    void whoeverReadsTheReadmeIsSoonDone() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void linksLeadToFiles() throws IOException {
        for (Path page : pages()) {
            Matcher links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                Path directory = page.toAbsolutePath().getParent();
                assertThat(directory.resolve(links.group(1)))
                        .as("linked from " + page)
                        .exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ownCommands")
    void commandsAreThoseOfTheProgram(String command) {
        assertThatCode(() -> CommandLines.parse(words(command))).as(command).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("commandsThatBuild")
    void profilesAndSettingsOfTheBuildAreThere(String command) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        for (String word : words(command)) {
            if (word.startsWith("-P")) {
                assertThat(pom).contains("<id>" + word.substring(2) + "</id>");
            } else if (word.startsWith("-Dopenim.")) {
                assertThat(SettingKey.named(word.substring(2).replaceFirst("=.*", "")))
                        .as(word)
                        .isPresent();
            }
        }
    }

    private static Stream<String> ownCommands() throws IOException {
        return commands().stream()
                .map(OURS::matcher)
                .filter(Matcher::matches)
                .map(ours -> ours.group(1) != null ? ours.group(1) : ours.group(2))
                .distinct();
    }

    private static Stream<String> commandsThatBuild() throws IOException {
        return commands().stream().filter(line -> line.contains("mvn ")).distinct();
    }

    /** What is to be typed: the lines of blocks for a shell, and commands in the text. */
    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : pages()) {
            boolean inShell = false;
            for (String line : Files.readAllLines(page)) {
                if (line.startsWith("```")) {
                    inShell = line.equals("```sh");
                } else if (inShell) {
                    commands.add(line.replaceFirst("\\s+# .*", ""));
                } else {
                    INLINE.matcher(line).results().map(found -> found.group(1)).forEach(commands::add);
                }
            }
        }
        assertThat(commands).as("commands in README and docs").hasSizeGreaterThan(40);
        return commands;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(DOCS)) {
            return Stream.concat(Stream.of(README), docs.sorted()).toList();
        }
    }

    private static List<String> words(String command) {
        return Arrays.stream(command.replaceFirst(" >+ .*", "").split(" +")).toList();
    }

    private static void holds(String name, String table) throws IOException {
        Path page = DOCS.resolve(name + ".md");
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- /" + name + " -->";
        String text = Files.readString(page);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        String wanted = table.strip() + "\n";
        if ("write".equals(System.getProperty("readme"))) {
            Files.writeString(page, text.substring(0, from) + wanted + text.substring(to));
        } else {
            assertThat(text.substring(from, to)).isEqualTo(wanted);
        }
    }
}
