package openim.verify.target.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import openim.verify.client.GroupId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotedGroupsTest {

    private static final String DEPLOYMENT = "chat.example_10002";

    @TempDir
    Path reports;

    @Test
    void aGroupIsNotedUntilItIsGone() {
        GroupId group = GroupId.fresh();
        noted().about(group);
        assertThat(noted().noted()).containsExactly(group);

        noted().gone(group);
        assertThat(noted().noted()).isEmpty();
    }

    @Test
    void thatOfAnotherRunWhichGoesOnIsNotLeftBehind() throws Exception {
        GroupId group = GroupId.fresh();
        noted().about(group);
        assertThat(noted().leftBehind()).as("our own, when we have done").containsExactly(group);

        long other = ProcessHandle.allProcesses()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .findFirst()
                .orElseThrow();
        Files.writeString(reports.resolve("groups").resolve(DEPLOYMENT).resolve(group.value()), other + "\n");
        assertThat(noted().leftBehind()).isEmpty();
    }

    @Test
    void thatOfADeadProcessIsThoughAnotherOneWasGivenItsNumber() throws Exception {
        GroupId group = GroupId.fresh();
        noted().about(group);
        ProcessHandle other = ProcessHandle.current().parent().orElseThrow();
        String before =
                other.pid() + " " + other.info().startInstant().orElseThrow().minusSeconds(3600);
        Files.writeString(reports.resolve("groups").resolve(DEPLOYMENT).resolve(group.value()), before + "\n");

        assertThat(noted().leftBehind()).containsExactly(group);
    }

    @Test
    void thatOfADeadProcessIs() throws Exception {
        GroupId group = GroupId.fresh();
        noted().about(group);
        Files.writeString(reports.resolve("groups").resolve(DEPLOYMENT).resolve(group.value()), "999999999\n");

        assertThat(noted().leftBehind()).containsExactly(group);
    }

    @Test
    void eachDeploymentHasItsOwn() {
        noted().about(GroupId.fresh());

        assertThat(new NotedGroups(reports, "other_10002").noted()).isEmpty();
    }

    @Test
    void anIdThatIsNoFileNameIsRefused() {
        assertThatThrownBy(() -> noted().about(new GroupId("../x"))).isInstanceOf(IllegalArgumentException.class);
    }

    private NotedGroups noted() {
        return new NotedGroups(reports, DEPLOYMENT);
    }
}
