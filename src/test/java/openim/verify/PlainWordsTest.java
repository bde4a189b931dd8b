package openim.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sentence that a person reads says what is wrong, where, and what was expected instead: no riddles. */
class PlainWordsTest {

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern RIDDLE = Pattern.compile("\\bexpected: |(?i)\\b(he|his|him|she|her)\\b");

    @Test
    void noSentenceIsARiddle() throws IOException {
        List<String> riddles = Stream.of("src/main/java", "suites")
                .map(Path::of)
                .flatMap(PlainWordsTest::sources)
                .flatMap(PlainWordsTest::literals)
                .filter(said -> RIDDLE.matcher(said).find())
                .toList();

        assertThat(riddles).isEmpty();
    }

    private static Stream<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is between quotes, comments apart; what mage says is not ours. */
    private static Stream<String> literals(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line ->
                            !line.strip().startsWith("*") && !line.strip().startsWith("//"))
                    .filter(line -> !line.contains("is not running as expected"))
                    .flatMap(line -> LITERAL.matcher(line).results().map(found -> found.group(1)))
                    .map(said -> file.getFileName() + ": " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
