package openim.verify.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutablesTest {

    @TempDir
    Path directory;

    @Test
    void aNameIsLookedForOnThePathAndWhereGoInstalls() throws IOException {
        Path onPath = FakeTool.in(Files.createDirectory(directory.resolve("one")), "docker", "");
        Path byGo = FakeTool.in(Files.createDirectories(directory.resolve("go/bin")), "mage", "");
        Map<String, String> environment =
                Map.of("PATH", onPath.getParent() + ":/nowhere", "HOME", directory.toString());

        assertThat(Executables.find("docker", environment)).contains(onPath);
        assertThat(Executables.find("mage", environment)).contains(byGo);
        assertThat(Executables.find("kubectl", environment)).isEmpty();
    }

    @Test
    void aPathIsTakenAsItIs() throws IOException {
        Path tool = FakeTool.in(directory, "my-mage", "");

        assertThat(Executables.find(tool.toString(), Map.of())).contains(tool);
        assertThat(Executables.find(directory + "/other", Map.of())).isEmpty();
    }

    @Test
    void whatCannotBeExecutedIsNoTool() throws IOException {
        Path text = Files.writeString(directory.resolve("mage"), "text");

        assertThat(Executables.find(text.toString(), Map.of())).isEmpty();
    }
}
