package openim.verify.report.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import openim.verify.report.Redactor;

/** A terminal whose lines can be read back. */
public final class Printed {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal;

    Printed(int width, boolean coloured, Redactor redactor) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        terminal = new Terminal(out, width, coloured, redactor);
    }

    public Printed(int width) {
        this(width, false, Redactor.of(Set.of()));
    }

    public Terminal terminal() {
        return terminal;
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return text().lines().toList();
    }
}
