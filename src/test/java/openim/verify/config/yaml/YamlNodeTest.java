package openim.verify.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlNodeTest {

    @TempDir
    Path directory;

    @Test
    void scalarsAreTheTextThatWasTyped() throws IOException {
        YamlNode node = read("a: 0123\nb: 1e5\nc: yes\nd: 2026-11-24\ne: 0x1F\nf: 1_000\n");

        assertThat(node.fields().values().stream().map(value -> value.text().orElseThrow()))
                .containsExactly("0123", "1e5", "yes", "2026-11-24", "0x1F", "1_000");
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        YamlNode node = read("a:\nb: ~\nc: ''\nd: null\n");

        assertThat(node.at("a").text()).isEmpty();
        assertThat(node.at("b").text()).isEmpty();
        assertThat(node.at("c").text()).isEmpty();
        assertThat(node.at("d").text()).isEmpty();
        assertThat(node.at("e.f", "g").texts()).isEmpty();
        assertThat(read("").fields()).isEmpty();
    }

    @Test
    void namesAreFoundWhateverTheirCase() throws IOException {
        assertThat(read("Api: { listenip: x }\n").at("api.listenIP").text()).contains("x");
    }

    @Test
    void listsAreListsOrHaveCommas() throws IOException {
        YamlNode node = read("a: [ x, y ]\nb: 'x, y'\nc:\n  - x\n  - y\n");

        assertThat(node.at("a").texts())
                .isEqualTo(node.at("b").texts())
                .isEqualTo(node.at("c").texts())
                .containsExactly("x", "y");
    }

    @Test
    void mergesAreTakenIn() throws IOException {
        assertThat(read("x: &x { a: 1 }\ny: { <<: *x, b: 2 }\n").at("y").fields())
                .containsOnlyKeys("a", "b");
    }

    @Test
    void whatIsNoYamlIsNotQuoted() {
        assertThatThrownBy(() -> read("a: b\nsecret: 'hunter2\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("is no YAML at line")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> read("a: 1\na: 2\n")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("a: !!java.net.URL [ 'http://x' ]\n")).isInstanceOf(IOException.class);
    }

    private YamlNode read(String text) throws IOException {
        return YamlNode.read(Files.writeString(directory.resolve("x.yml"), text));
    }
}
