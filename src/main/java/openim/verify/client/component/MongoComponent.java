package openim.verify.client.component;

import openim.verify.await.Deadline;
import openim.verify.client.mongo.MongoHello;
import openim.verify.client.mongo.MongoReader;
import openim.verify.client.net.Tls;
import openim.verify.config.Mongo;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** MongoDB, asked {@code hello} and {@code ping} with our credentials. */
public record MongoComponent(Mongo mongo, Tls tls) implements Component {

    @Override
    public String who() {
        return "MongoDB at " + mongo.hosts();
    }

    @Override
    public Ping ping(Deadline deadline) {
        try (MongoReader reader = MongoReader.open(mongo, tls, deadline)) {
            MongoHello hello = reader.hello();
            if (!hello.writable()) {
                return new Ping.Unknown("answers, but is not the primary of its set " + hello.set());
            }
            return new Ping.Alive(hello.set().isEmpty() ? "takes writes" : "takes writes for the set " + hello.set());
        } catch (CannotLook e) {
            return Ping.of(e);
        } catch (NotLookedAt e) {
            return new Ping.Unknown(String.valueOf(e.getMessage()));
        }
    }
}
