package openim.verify.client.component;

import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.DiskLeft;
import openim.verify.client.LoginRefused;
import openim.verify.client.mongo.MongoHello;
import openim.verify.client.mongo.MongoReader;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Mongo;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** MongoDB, asked {@code hello} and {@code ping} with our credentials. */
public record MongoComponent(Mongo mongo, Tls tls, ShownLogin shown) implements Component {

    /** With a login of which nobody knows whose it is. */
    public MongoComponent(Mongo mongo, Tls tls) {
        this(mongo, tls, ShownLogin.OURS);
    }

    @Override
    public String who() {
        return "MongoDB at " + mongo.hosts();
    }

    @Override
    public Ping ping(Deadline deadline) {
        try (MongoReader reader = MongoReader.open(mongo, tls, deadline)) {
            MongoHello hello = reader.hello();
            if (!hello.writable()) {
                return new Ping.Complaint(
                        Ping.Ailing.UNWELL,
                        "answers, but its set " + hello.set()
                                + " has no primary that takes writes (NotWritablePrimary)");
            }
            Optional<DiskLeft> disk = diskLeft(reader);
            if (disk.filter(DiskLeft::isSpent).isPresent()) {
                return new Ping.Complaint(Ping.Ailing.EXHAUSTED, "has no disk left: it is " + disk.get());
            }
            return new Ping.Alive(hello.set().isEmpty() ? "takes writes" : "takes writes for the set " + hello.set());
        } catch (LoginRefused refused) {
            return shown.refused(refused);
        } catch (CannotLook e) {
            return Ping.of(e);
        } catch (NotLookedAt e) {
            return new Ping.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /** Not every login may ask, and not every server tells. */
    private static Optional<DiskLeft> diskLeft(MongoReader reader) {
        try {
            return reader.diskLeft();
        } catch (CannotLook | NotLookedAt untold) {
            return Optional.empty();
        }
    }
}
