package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import openim.verify.await.Deadline;
import openim.verify.client.docker.Docker;
import openim.verify.host.FakeTool;
import openim.verify.target.Deployment.Makeup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeupTest {

    private static final Map<String, String> BEFORE = Map.of(
            "server.commit", "0123",
            "image.mongo", "mongo:7 (aaaa)",
            "container.mongo", "m1",
            "image.redis", "redis:7 (bbbb)",
            "container.redis", "r1");

    @Test
    void whatIsTheSameIsNotSpokenOf() {
        assertThat(Makeup.changes(BEFORE, BEFORE)).isEmpty();
    }

    @Test
    void anotherImageOfTheSameNameIsAnother() {
        assertThat(Makeup.changes(BEFORE, with("image.mongo", "mongo:7 (cccc)", "container.mongo", "m2")))
                .containsExactly("the image of mongo is mongo:7 (cccc) and was mongo:7 (aaaa)");
    }

    @Test
    void aContainerThatWasMadeAnewIsNamedOnce() {
        assertThat(Makeup.changes(BEFORE, with("container.mongo", "m2", "container.redis", "r2")))
                .containsExactly("made anew from the same image: the container of mongo, redis");
    }

    @Test
    void anotherCommitIsAnother() {
        assertThat(Makeup.changes(BEFORE, with("server.commit", "4567")))
                .containsExactly("server.commit is 4567 and was 0123");
    }

    @Test
    void whatOnlyOneOfThemToldIsNoChange() {
        assertThat(Makeup.changes(Map.of(), BEFORE)).isEmpty();
        assertThat(Makeup.changes(BEFORE, Map.of())).isEmpty();
    }

    @Test
    void aProjectTellsEachContainerAndItsImage(@TempDir Path directory) throws IOException {
        Docker docker = new Docker(FakeTool.in(directory, "docker", """
                case "$1" in
                compose) echo '[{"Service":"mongo","Name":"mongo","Image":"mongo:7","State":"running"}]' ;;
                inspect) echo '[{"Id":"0123456789abcdef","Name":"/mongo","Image":"sha256:fedcba9876543210"}]' ;;
                esac
                """));

        assertThat(Makeup.containers(directory, docker, Deadline.in(Duration.ofSeconds(60))))
                .containsOnly(
                        Map.entry("container.mongo", "0123456789ab"),
                        Map.entry("image.mongo", "mongo:7 (fedcba987654)"));
    }

    private static Map<String, String> with(String... other) {
        Map<String, String> now = new TreeMap<>(BEFORE);
        for (int i = 0; i < other.length; i += 2) {
            now.put(other[i], other[i + 1]);
        }
        return now;
    }
}
