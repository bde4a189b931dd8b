package openim.verify.client.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.host.FakeTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container said last, in whose present life a process ended. */
class LastWordsTest {

    private static final ContainerState ETCD = new ContainerState("etcd", "etcd", "etcd:3.5", "running", "", 0);

    @TempDir
    Path directory;

    private ContainerPlight plight(String docker) throws IOException {
        return new ContainerPlight(
                new Docker(FakeTool.in(directory, "docker", docker)), Deadline.in(Duration.ofMinutes(1)));
    }

    @Test
    void areOfItsPresentLifeAndTheReasonBeforeWhatCameOfIt() throws IOException {
        var plight = plight("""
                case "$*" in
                inspect*) echo '[{"Name":"/etcd","State":{"StartedAt":"2026-01-02T03:04:05.6Z"}}]' ;;
                logs*--since*2026-01-02T03:04:05.6Z*) printf 'panic: freepages: failed\\ngoroutine 1\\nError: unhealthy cluster\\n' ;;
                logs*) printf 'panic: of an earlier life\\n' ;;
                esac
                """);

        assertThat(plight.lastWords(ETCD)).contains("\"panic: freepages: failed\"");
    }

    @Test
    void areNoneWhereItSaidNothingOrDockerDoesNotTell() throws IOException {
        assertThat(plight("""
                case "$1" in inspect) echo '[{"Name":"/etcd","State":{"StartedAt":"2026-01-02T03:04:05.6Z"}}]' ;; esac
                """).lastWords(ETCD)).isEmpty();
        assertThat(plight("exit 1").lastWords(ETCD)).isEmpty();
    }

    @Test
    void aServerThatSaysInItsOwnWordsThatItDidNotStartIsHeard() {
        assertThat(ContainerPlight.lastOf(List.of("the store under mongod did not start", "waiting")))
                .isEqualTo("the store under mongod did not start");
    }
}
