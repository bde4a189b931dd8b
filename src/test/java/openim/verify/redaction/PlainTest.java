package openim.verify.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001B", "\u009B", "\u0085", "\u202E", "\u2066", "\u200B", "\u2028", "\u2029", "\uFEFF", "\u0000",
                "\uD800"
            })
    void nothingIsLeftThatDoesSomethingToATerminal(String character) {
        assertThat(Plain.oneLine("a" + character + "[2Jb")).isEqualTo("a [2Jb");
        assertThat(Plain.line("a" + character + "[2Jb")).isEqualTo("a [2Jb");
    }

    @Test
    void whatPeopleReadStays() {
        assertThat(Plain.oneLine(" 消息 äöü\t€ \uD83D\uDE00\n")).isEqualTo("消息 äöü € \uD83D\uDE00");
        assertThat(Plain.line("two  blanks | in a table")).isEqualTo("two  blanks | in a table");
    }
}
