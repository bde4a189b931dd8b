package openim.verify.suites.probe;

import static openim.verify.target.Underneath.known;

import openim.verify.await.Deadline;
import openim.verify.probe.Processes;
import openim.verify.probe.ServerProcesses;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** The only witness of openim-crontask, which nobody calls. */
@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Processes: mage check, docker ps")
final class ProcessSpec {

    @Proves("process.server")
    @DisplayName("every process of OpenIMServer runs")
    void serverProcessesRun(Deployment openim, Note note) {
        note.says(ServerProcesses.ofServer(openim.settings()).allRun(openim, tool(openim)));
    }

    @Proves("process.chat")
    @DisplayName("every process of ChatServer runs")
    void chatProcessesRun(Deployment openim, Note note) {
        note.says(ServerProcesses.ofChat(openim.settings()).allRun(openim, tool(openim)));
    }

    @Proves("process.containers")
    @DisplayName("every container runs and is healthy")
    void containersAreWell(Deployment openim, Note note) {
        var directory = known(openim.settings(), openim.settings().directories().docker(), "openim.docker.dir");

        note.says(Processes.containersAreWell(directory, openim.tools().docker(), tool(openim)));
    }

    private static Deadline tool(Deployment openim) {
        return Deadline.in(openim.settings().deadlines().tool());
    }
}
