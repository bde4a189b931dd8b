package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.COMPONENTS;
import static openim.verify.suite.Section.SERVER;

import openim.verify.await.Deadline;
import openim.verify.probe.OwnConfiguration;
import openim.verify.probe.SpareResources;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** What lies around the processes: their own files, what they are told to call, and the machine that they are on. */
@DisplayName("Surroundings: configuration, webhooks, room")
public final class SurroundingsSpec {

    @Proves("config.consistent")
    @Promise(
            text = "OpenIMServer and ChatServer can work with what their own files say",
            section = SERVER,
            suspect = "openim-server",
            askedBy = SMOKE,
            required = false,
            rank = 10)
    void filesAreConsistent(Deployment openim, Note note) {
        note.says(OwnConfiguration.consistent(openim.settings()));
    }

    @Proves("config.webhooks")
    @Promise(
            text = "where OpenIMServer is told to call webhooks somebody listens",
            section = SERVER,
            suspect = "webhook",
            askedBy = SMOKE,
            required = false,
            rank = 120)
    void webhooksAreListenedFor(Deployment openim, Note note) {
        note.says(OwnConfiguration.webhooksAreListenedFor(
                openim.settings(), Deadline.in(openim.settings().deadlines().call())));
    }

    @Proves("host.room")
    @Promise(
            text = "disks, memory and file handles of this machine are not used up",
            section = COMPONENTS,
            suspect = "host",
            askedBy = SMOKE,
            required = false,
            rank = 20)
    void thereIsRoom(Deployment openim, Note note) {
        note.says(SpareResources.left(openim.settings()));
    }
}
