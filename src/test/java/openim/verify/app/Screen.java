package openim.verify.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import openim.verify.config.Settings;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.Terminal;

/** What a person reads: a terminal of one width, on which no secret shows, and all that was said there. */
public final class Screen {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final int width;

    public Screen(int width) {
        this.width = width;
    }

    /** The terminal for runs with these settings. */
    public Terminal terminal(Settings settings) {
        return new Terminal(
                new PrintStream(written, true, StandardCharsets.UTF_8),
                width,
                false,
                Redactor.of(settings.secrets().reveal()));
    }

    public String said() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Without the breaks at the terminal's width. */
    public String oneLine() {
        return said().replaceAll("\\s+", " ");
    }

    /** The line of the cause that is named first; {@code none} if none is named. */
    public String firstCause() {
        return said().lines()
                .filter(line -> line.startsWith("cause "))
                .findFirst()
                .orElse("none");
    }
}
