package openim.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import openim.verify.host.RunningProcess;
import org.junit.jupiter.api.Test;

/** Which of several a process is, is told by the port that it holds. */
class HoldersTest {

    private static final List<URI> DOORS =
            List.of(URI.create("ws://127.0.0.1:10001"), URI.create("ws://127.0.0.1:10011"));

    private static RunningProcess stopped(long pid, String name) {
        return new RunningProcess(pid, Path.of("/opt/" + name), RunningProcess.State.STOPPED, "root", false);
    }

    @Test
    void theDoorOfAProcessThatStandsStillIsKnown() {
        Holders holders = address -> Optional.of(Set.of(address.port() == 10011 ? 8L : 7L));

        assertThat(holders.doorsOf(List.of(stopped(8, "openim-msggateway")), DOORS))
                .containsExactly(DOORS.get(1));
        assertThat(holders.doorsOf(List.of(stopped(8, "openim-msggateway"), stopped(9, "openim-push")), DOORS))
                .as("it could be either's")
                .isEmpty();
        assertThat(Holders.UNSEEN.doorsOf(List.of(stopped(8, "openim-msggateway")), DOORS))
                .isEmpty();
    }
}
