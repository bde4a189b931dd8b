package openim.verify.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import openim.verify.config.SettingsPrinter;
import openim.verify.report.Markdown;
import openim.verify.suite.Checks;
import openim.verify.suite.Suites;
import org.junit.jupiter.api.Test;

/** The README's tables are those of the code. {@code -Dreadme=write} writes them. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");

    @Test
    void tableOfChecksIsThatOfTheCode() throws IOException {
        holds("checks", Markdown.table(Checks.all(), Suites.atTheMost()));
    }

    @Test
    void tableOfSettingsIsThatOfTheCode() throws IOException {
        holds("settings", SettingsPrinter.markdown());
    }

    private static void holds(String name, String table) throws IOException {
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- /" + name + " -->";
        String readme = Files.readString(README);
        int from = readme.indexOf(begin) + begin.length();
        int to = readme.indexOf(end);
        String wanted = table.strip() + "\n";
        if ("write".equals(System.getProperty("readme"))) {
            Files.writeString(README, readme.substring(0, from) + wanted + readme.substring(to));
        } else {
            assertThat(readme.substring(from, to)).isEqualTo(wanted);
        }
    }
}
