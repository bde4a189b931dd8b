package openim.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import openim.verify.app.program.ProgramFault;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProgramFaultTest {

    @Test
    void ofEachCommandItIsSaidWhatHoldsAfterAFaultOfOurs() {
        List<String> names = new ArrayList<>();
        collect(Main.line(), names);

        assertThat(names).hasSizeGreaterThan(15).allMatch(ProgramFault::knows);
    }

    private static void collect(CommandLine command, List<String> names) {
        String name = Main.name(command);
        names.add(name.endsWith(" help") ? "help" : name);
        command.getSubcommands().values().forEach(sub -> collect(sub, names));
    }

    @Test
    void aCommandWithAVerdictEndsUndeterminedAndOneWithoutAsIfItCouldNotBeUsed() {
        CommandLine line = Main.line();

        ProgramFault gate = Main.fault(
                new NullPointerException("of ours"), line.getSubcommands().get("gate"));
        ProgramFault history = Main.fault(
                new NullPointerException("of ours"), line.getSubcommands().get("history"));

        assertThat(gate.status()).isEqualTo(3);
        assertThat(gate.sentence())
                .startsWith(
                        "undetermined: openim-verify itself failed, which says nothing about the deployment: a mistake in"
                                + " the program (java.lang.NullPointerException: of ours); the gate stays shut, ")
                .doesNotContain("\n");
        assertThat(history.status()).isEqualTo(2);
        assertThat(history.sentence()).startsWith("openim-verify itself failed, ");
    }

    @Test
    void theWordsNameTheFileOrTheWant() {
        assertThat(ProgramFault.words(new UncheckedIOException("cannot write x", new AccessDeniedException("/y"))))
                .isEqualTo("cannot write x: /y may not be used");
        assertThat(ProgramFault.words(new UncheckedIOException("cannot read x", new NoSuchFileException("/y"))))
                .isEqualTo("cannot read x: /y is not there");
        assertThat(ProgramFault.words(new IllegalStateException("round", new OutOfMemoryError("Java heap space"))))
                .isEqualTo("it ran out of memory (Java heap space); java's option -Xmx gives it more");
    }

    @Test
    void whatCannotBeLookedAtIsOursOnlyIfAFileOfOursIsToBlame() {
        assertThat(ProgramFault.isOurs(new CannotLook("a", new SQLException("malformed"))))
                .isTrue();
        assertThat(ProgramFault.isOurs(new CannotLook("a", new AccessDeniedException("/y"))))
                .isTrue();
        assertThat(ProgramFault.isOurs(new CannotLook("a", new OutOfMemoryError())))
                .isTrue();
        assertThat(ProgramFault.isOurs(new CannotLook("a", new ConnectException("refused"))))
                .isFalse();
        assertThat(ProgramFault.isOurs(new CannotLook("a", new IOException("broken pipe"))))
                .isFalse();
    }
}
