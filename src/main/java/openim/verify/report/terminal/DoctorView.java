package openim.verify.report.terminal;

import java.util.List;
import java.util.Locale;
import openim.verify.report.text.Wording;

/** What a doctor says, as lines that a terminal of 80 columns takes. */
public final class DoctorView {

    private static final int WIDTH = 80;
    private static final String INDENT = "  ";

    private final Terminal terminal;
    private final int width;

    /** Says it there. */
    public DoctorView(Terminal terminal) {
        this.terminal = terminal;
        this.width = Math.min(WIDTH, terminal.width());
    }

    /** Says whom or what it is about. */
    public void about(String subject) {
        print(Ink.PLAIN, "", subject);
    }

    /** Says what was seen. */
    public void seen(String name, String fact) {
        String head = String.format(Locale.ROOT, "  %-12s ", name);
        List<String> lines = Wording.wrap(terminal.redactor().redact(fact), width - head.length());
        for (int i = 0; i < lines.size(); i++) {
            terminal.line((i == 0 ? head : " ".repeat(head.length())) + lines.get(i));
        }
    }

    /** Says what is wrong, and what to do. */
    public void wrong(String sentence, List<String> mend) {
        print(Ink.RED, "WRONG ", sentence);
        mend.forEach(step -> print(Ink.PLAIN, INDENT + "-> ", step));
    }

    /** Says that nothing is wrong. */
    public void well(String sentence) {
        print(Ink.GREEN, "WELL ", sentence);
    }

    /** Says that it could not look. */
    public void unknown(String reason) {
        print(Ink.YELLOW, "UNKNOWN ", reason);
    }

    /** Makes room for another visit. */
    public void next() {
        terminal.line("");
    }

    private void print(Ink ink, String head, String sentence) {
        List<String> lines = Wording.wrap(terminal.redactor().redact(sentence), width - head.length());
        for (int i = 0; i < lines.size(); i++) {
            terminal.line(ink, (i == 0 ? head : " ".repeat(head.length())) + lines.get(i));
        }
    }
}
