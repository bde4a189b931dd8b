package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.CHAT;
import static openim.verify.suite.Section.SERVER;
import static openim.verify.suite.Within.TOOL;

import openim.verify.await.Deadline;
import openim.verify.probe.Processes;
import openim.verify.probe.ServerProcesses;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** The only witness of openim-crontask, which nobody calls. */
@DisplayName("Processes: mage check, docker ps")
public final class ProcessSpec {

    @Proves("process.server")
    @Promise(
            text =
                    "every process of OpenIMServer runs, as often as it should, and none stands still; nothing else sees openim-crontask",
            section = SERVER,
            suspect = "openim-server",
            within = TOOL,
            askedBy = SMOKE,
            required = false,
            rank = 100)
    void serverProcessesRun(Deployment openim, Note note) {
        note.says(ServerProcesses.ofServer(openim.settings()).allRun(openim, tool(openim)));
    }

    @Proves("process.chat")
    @Promise(
            text = "every process of ChatServer runs, as often as it should, and none stands still",
            section = CHAT,
            suspect = "openim-chat",
            within = TOOL,
            askedBy = SMOKE,
            required = false,
            rank = 110)
    void chatProcessesRun(Deployment openim, Note note) {
        note.says(ServerProcesses.ofChat(openim.settings()).allRun(openim, tool(openim)));
    }

    @Proves("process.containers")
    @Promise(
            text = "every container of the deployment runs and is healthy, and nothing in it stands still",
            section = SERVER,
            suspect = "docker",
            within = TOOL,
            askedBy = SMOKE,
            required = false,
            rank = 90)
    void containersAreWell(Deployment openim, Note note) {
        note.says(Processes.containersOf(openim, tool(openim)));
    }

    private static Deadline tool(Deployment openim) {
        return Deadline.in(openim.settings().deadlines().tool());
    }
}
