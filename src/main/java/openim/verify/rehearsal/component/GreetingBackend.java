package openim.verify.rehearsal.component;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;

/** A backend that also knows MongoDB's newer name, {@code hello}, for the question of who it is. */
final class GreetingBackend extends MemoryBackend {

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (!command.equalsIgnoreCase("hello")) {
            return super.handleCommand(channel, database, command, query);
        }
        Document answer = super.handleCommand(channel, database, "isMaster", query);
        answer.put("isWritablePrimary", answer.remove("ismaster"));
        return answer;
    }
}
