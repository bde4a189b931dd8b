package openim.verify.rehearsal.component;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.util.Locale;
import java.util.Set;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;

/** A backend that also knows MongoDB's newer name, {@code hello}, for the question of who it is, and may want a login. */
final class GreetingBackend extends MemoryBackend {

    private static final int UNAUTHORIZED = 13;

    private static final Set<String> FOR_EVERYBODY =
            Set.of("hello", "ismaster", "saslstart", "saslcontinue", "buildinfo", "endsessions");

    private final Lies lies;

    GreetingBackend(Lies lies) {
        this.lies = lies;
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (lies.told(Lie.MONGO_REFUSES_LOGIN) && !FOR_EVERYBODY.contains(command.toLowerCase(Locale.ROOT))) {
            throw new MongoServerError(UNAUTHORIZED, "Unauthorized", "command " + command + " requires authentication");
        }
        if (!command.equalsIgnoreCase("hello")) {
            return super.handleCommand(channel, database, command, query);
        }
        Document answer = super.handleCommand(channel, database, "isMaster", query);
        answer.put("isWritablePrimary", answer.remove("ismaster"));
        return answer;
    }
}
