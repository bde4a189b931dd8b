package openim.verify.report.terminal;

import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import openim.verify.redaction.Plain;
import openim.verify.report.Redactor;
import openim.verify.report.text.Wording;

/**
 * Where lines are printed: every one of them redacted, and coloured only for eyes that asked for no less.
 *
 * <p>Safe for all threads: a line is printed whole.
 */
public final class Terminal {

    private static final int NARROWEST = 60;
    private static final int WIDEST = 160;
    private static final int PIPE = 120;
    private static final int SCREEN = 80;

    /** Clears the rest of a line. */
    private static final String CLEAR = "\u001b[K";

    private final PrintStream out;
    private final int width;
    private final boolean coloured;
    private final Redactor redactor;
    private final boolean brief;
    private boolean statusShown;

    /**
     * A terminal as given.
     *
     * @param width columns to a line
     * @param coloured whether words may also be coloured
     */
    public Terminal(PrintStream out, int width, boolean coloured, Redactor redactor) {
        this(out, width, coloured, redactor, false);
    }

    private Terminal(PrintStream out, int width, boolean coloured, Redactor redactor, boolean brief) {
        this.out = out;
        this.width = Math.max(NARROWEST, Math.min(width, WIDEST));
        this.coloured = coloured;
        this.redactor = redactor;
        this.brief = brief;
    }

    /** The same for eyes that wait: one line lives while something works, and then only what is not green is told. */
    Terminal forEyes() {
        return new Terminal(out, width, coloured, redactor, true);
    }

    /** One that nobody reads, for a run that is told otherwise. */
    public static Terminal silent() {
        return new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                PIPE,
                false,
                Redactor.of(List.of()));
    }

    /**
     * The terminal behind standard output, coloured only if it is one that can and {@code NO_COLOR} is not set, as wide as
     * {@code COLUMNS} says.
     */
    public static Terminal standardOutput(PrintStream out, Map<String, String> environment, Redactor redactor) {
        boolean screen = isScreen(environment);
        boolean coloured = screen && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, columns(environment, screen ? SCREEN : PIPE), coloured, redactor);
    }

    /**
     * The same, where a screen gets one line that lives while it works and then what is not green; a pipe, and whoever asks for
     * all, gets all lines.
     */
    public static Terminal standardOutput(
            PrintStream out, Map<String, String> environment, Redactor redactor, boolean verbose) {
        Terminal terminal = standardOutput(out, environment, redactor);
        return isScreen(environment) && !verbose ? terminal.forEyes() : terminal;
    }

    private static boolean isScreen(Map<String, String> environment) {
        return isScreen() && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** Before Java 22 there is a console only where there is a terminal; since then it has to be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isScreen() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException javaBefore22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static int columns(Map<String, String> environment, int otherwise) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : otherwise;
    }

    int width() {
        return width;
    }

    /** Whether what is green is not told one by one. */
    boolean isBrief() {
        return brief;
    }

    /** Shows what is done just now, in the place of what was shown so before; the next line takes its place. */
    void status(String text) {
        String clean = Plain.line(redactor.redact(text));
        synchronized (out) {
            out.print("\r" + Wording.cut(clean, width - 1) + CLEAR);
            out.flush();
            statusShown = true;
        }
    }

    /** Before lines are broken or cut, for half a secret is not recognised as one. */
    Redactor redactor() {
        return redactor;
    }

    public void line(Ink ink, String text) {
        String clean = Plain.line(redactor.redact(text)).stripTrailing();
        synchronized (out) {
            out.print((statusShown ? "\r" + CLEAR : "") + (coloured ? ink.paint(clean) : clean) + "\n");
            statusShown = false;
            out.flush();
        }
    }

    /** Says a line. */
    public void line(String text) {
        line(Ink.PLAIN, text);
    }
}
