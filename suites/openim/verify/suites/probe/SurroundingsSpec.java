package openim.verify.suites.probe;

import openim.verify.await.Deadline;
import openim.verify.probe.OwnConfiguration;
import openim.verify.probe.Room;
import openim.verify.probe.WebhookCalls;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** What lies around the processes: their own files, what they are told to call, and the machine that they are on. */
@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Surroundings: configuration, webhooks, room")
final class SurroundingsSpec {

    @Proves("config.consistent")
    @DisplayName("OpenIM can work with what its own files say")
    void filesAreConsistent(Deployment openim, Note note) {
        note.says(OwnConfiguration.consistent(openim.settings()));
    }

    @Proves("config.webhooks")
    @DisplayName("somebody listens where webhooks are called")
    void webhooksAreListenedFor(Deployment openim, Note note) {
        note.says(WebhookCalls.listenedFor(
                openim.settings(), Deadline.in(openim.settings().deadlines().call())));
    }

    @Proves("host.room")
    @DisplayName("disks, memory and file handles are not used up")
    void thereIsRoom(Deployment openim, Note note) {
        note.says(Room.left(openim.settings()));
    }
}
