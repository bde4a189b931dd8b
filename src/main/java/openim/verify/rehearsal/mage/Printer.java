package openim.verify.rehearsal.mage;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Prints as mage does: with the time before what it says itself, in colours even where nobody sees them. */
final class Printer {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'['yyyy-MM-dd HH:mm:ss zzz']'", Locale.ROOT);
    private static final String BLUE = "\033[0;34m";
    private static final String GREEN = "\033[0;32m";
    private static final String RED = "\033[0;31m";
    private static final String YELLOW = "\033[33m";
    private static final String RESET = "\033[0m";

    private final DataOutputStream out;

    Printer(DataOutputStream out) {
        this.out = out;
    }

    /**
     * One line, as it is.
     *
     * @throws UncheckedIOException if nobody listens any more: that mage was ended
     */
    void plain(String line) {
        try {
            out.writeByte(MageClient.LINE);
            out.writeUTF(line);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the mage that asked is gone", e);
        }
    }

    /**
     * Has the mage that asked start a process of its own, which keeps mage's output.
     *
     * @throws UncheckedIOException if nobody listens any more: that mage was ended
     */
    void start(List<String> commandLine) {
        try {
            out.writeByte(MageClient.START);
            out.writeInt(commandLine.size());
            for (String argument : commandLine) {
                out.writeUTF(argument);
            }
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
