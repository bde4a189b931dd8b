package openim.verify.client.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.net.Names.LookedUpOnce;

/** Names of hosts that this process finds by itself, and that nobody else on this machine knows. Safe for all threads. */
public interface KnownNames {

    /** There are none, and the system is asked for all. */
    KnownNames NONE = (name, deadline) -> Optional.empty();

    /**
     * Where that host is now.
     *
     * @return empty if it is none of these, and the system is to be asked
     * @throws NotConnected if it is one of these and nothing leads to it; see {@link #cannotTell}
     */
    Optional<InetAddress> addressOf(String name, Deadline deadline) throws NotConnected;

    /** Does beforehand, and for as long as that takes, what finding them takes; it does not matter what comes of it. */
    default void prepare() {}

    /** Nobody was found where that host was last: whoever keeps addresses in mind is to look again. */
    default void forget(String name) {}

    /** Whether a name may lead elsewhere after {@link #forget}. */
    default boolean mayLeadElsewhere() {
        return true;
    }

    /** The address of a name, from these or else from the system. */
    default InetAddress[] addressesOf(String name, Deadline deadline) throws NotConnected {
        Optional<InetAddress> known = addressOf(name, deadline);
        return known.isPresent() ? new InetAddress[] {known.get()} : Names.addressesOf(name, deadline);
    }

    /** The same for a library that asks in the JDK's manner. */
    default InetAddress[] lookUp(String name, Deadline deadline) throws UnknownHostException {
        try {
            return addressesOf(name, deadline);
        } catch (NotConnected e) {
            UnknownHostException unknown = new UnknownHostException(e.words());
            unknown.initCause(e);
            throw unknown;
        }
    }

    /**
     * The same, each name looked up once: for whoever judges where a name leads before he goes there. An answer that is another one the
     * second time would lead him elsewhere.
     */
    static KnownNames lookedUpOnce(KnownNames names) {
        return new LookedUpOnce(names);
    }

    /** That the host of a name is not to be reached, because of what is known of it. */
    static NotConnected noWay(String why) {
        return new NotConnected(Failure.UNREACHABLE, why, null);
    }

    /** That a name cannot be found from here, which says nothing of the host: see {@link Reachability#isUnknownName}. */
    static NotConnected cannotTell(String name, String why) {
        return new NotConnected(Failure.UNREACHABLE, why, new UnknownHostException(name));
    }
}
