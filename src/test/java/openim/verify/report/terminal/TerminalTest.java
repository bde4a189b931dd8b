package openim.verify.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import openim.verify.report.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    private static final Redactor REDACTOR = Redactor.of(Set.of());

    @ParameterizedTest
    @CsvSource({"100,100", "10,60", "1000,160", "-5,120", "wide,120", "'',120", "99999999999,120"})
    void itIsAsWideAsColumnsSaysWithinReason(String columns, int width) {
        assertThat(Terminal.standardOutput(System.out, Map.of("COLUMNS", columns), REDACTOR)
                        .width())
                .isEqualTo(width);
    }

    @Test
    void whereNobodyLooksNothingIsColoured() {
        Printed printed = new Printed(80, false, REDACTOR);

        for (Ink ink : Ink.values()) {
            printed.terminal().line(ink, "text");
        }

        assertThat(printed.lines()).hasSize(Ink.values().length).containsOnly("text");
    }

    @Test
    void wordsOfAServerDoNothingToIt() {
        Printed printed = new Printed(80, false, REDACTOR);

        printed.terminal().line("said \u001B]0;owned\u0007 \u009B2J \u202Edlrow\r over");

        assertThat(printed.lines()).containsExactly("said  ]0;owned   2J  dlrow  over");
    }

    @Test
    void linesOfManyThreadsAreWhole() throws InterruptedException {
        Printed printed = new Printed(80, true, REDACTOR);
        Runnable prints = () -> {
            for (int i = 0; i < 500; i++) {
                printed.terminal().line(Ink.RED, "a line that is printed whole");
            }
        };
        Thread other = new Thread(prints);
        other.start();
        prints.run();
        other.join();

        assertThat(printed.lines()).hasSize(1000).containsOnly(Ink.RED.paint("a line that is printed whole"));
    }

    @Test
    void aStreamThatFailsEndsNoRun() {
        Terminal broken = new Terminal(
                new PrintStream(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("no reader");
                    }
                }),
                80,
                false,
                REDACTOR);

        broken.line("text");

        assertThat(broken.width()).isEqualTo(80);
    }
}
