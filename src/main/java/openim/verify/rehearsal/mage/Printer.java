package openim.verify.rehearsal.mage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints as mage does: with the time before what it says itself, in colours even where nobody sees them. */
final class Printer {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'['yyyy-MM-dd HH:mm:ss zzz']'", Locale.ROOT);
    private static final String BLUE = "\033[0;34m";
    private static final String GREEN = "\033[0;32m";
    private static final String RED = "\033[0;31m";
    private static final String YELLOW = "\033[33m";
    private static final String RESET = "\033[0m";

    private final Writer out;

    Printer(Writer out) {
        this.out = out;
    }

    /**
     * One line or several, as they are.
     *
     * @throws UncheckedIOException if nobody listens any more: that mage was ended
     */
    void plain(String words) {
        answer(Stream.of(words.split("\n", -1)).map(line -> AnswerLine.PRINT + line));
    }

    /**
     * Has the mage that asked start a process of its own, which keeps mage's output.
     *
     * @throws UncheckedIOException if nobody listens any more: that mage was ended
     */
    void start(List<String> commandLine) {
        answer(Stream.concat(
                commandLine.stream().map(argument -> AnswerLine.ARGUMENT + argument),
                Stream.of(AnswerLine.START + "")));
    }

    /**
     * Has it end with this exit status.
     *
     * @throws UncheckedIOException if nobody listens any more: that mage was ended
     */
    void end(int status) {
        answer(Stream.of(AnswerLine.END + "" + status));
    }

    private void answer(Stream<String> lines) {
        try {
            out.write(lines.map(line -> line + "\n").collect(Collectors.joining()));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the mage that asked is gone", e);
        }
    }

    void blue(String words) {
        timed(BLUE, words);
    }

    void green(String words) {
        timed(GREEN, words);
    }

    void red(String words) {
        timed(RED, words);
    }

    void yellow(String words) {
        timed(YELLOW, words);
    }

    void redWithoutTime(String words) {
        plain(RED + words + RESET);
    }

    private void timed(String colour, String words) {
        plain(TIME.format(ZonedDateTime.now(ZoneId.systemDefault())) + " " + colour + words + RESET);
    }
}
