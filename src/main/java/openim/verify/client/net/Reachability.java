package openim.verify.client.net;

import java.net.UnknownHostException;
import java.util.Collection;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;

/**
 * Whether anything takes a connection at all, before a driver with patience of its own is let loose on it.
 */
public final class Reachability {

    private Reachability() {}

    /**
     * Returns at the first address that takes a connection, which is closed at once.
     *
     * @param names asked before the system
     * @throws NotConnected if none does; that of the last one
     */
    public static void any(Collection<HostPort> addresses, KnownNames names, Deadline deadline) throws NotConnected {
        Tls plain = Tls.ofTheJdk().finding(names);
        NotConnected last = new NotConnected(Failure.UNREACHABLE, "no address was given", null);
        int left = addresses.size();
        for (HostPort address : addresses) {
            try {
                Deadline share = deadline.atMost(deadline.remaining().dividedBy(left--));
                Dial.to(address.url(false), plain, share).close();
                return;
            } catch (NotConnected next) {
                last = new NotConnected(next.failure(), address + ": " + next.words(), next.getCause());
            }
        }
        throw last;
    }

    /** Whether it failed because nobody here knows the name, as with the names inside a network of containers. */
    public static boolean isUnknownName(NotConnected failed) {
        return failed.getCause() instanceof UnknownHostException;
    }
}
