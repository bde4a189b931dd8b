package openim.verify.client.net;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Asked;

/**
 * Connections that are open between two exchanges, so that the next one with the same server need not dial.
 *
 * <p>One that is kept proves nothing about the port that was dialled once: whoever asks whether somebody listens dials anew.
 * None is kept for longer than a moment, so that what died is found dead, and what moved is found where it is. Safe for all
 * threads; closes what it keeps, also when nobody closes it.
 */
public final class KeptConnections implements AutoCloseable {

    /** Less than the five seconds after which many servers and proxies hang up on a client that says nothing. */
    private static final Duration IDLE = Duration.ofSeconds(3);

    /** Since it was dialled. A load balancer may send us to somebody else by then. */
    private static final Duration AGE = Duration.ofSeconds(15);

    private static final int MOST = 8;

    private final Duration idle;
    private final Duration age;
    private final Map<String, Deque<Kept>> kept = new HashMap<>();
    private final Map<String, Long> distrusted = new HashMap<>();
    private boolean closed;

    private record Kept(Connection connection, Deadline.Guard guard) {

        void close() {
            guard.close();
            connection.close();
        }
    }

    public KeptConnections() {
        this(IDLE, AGE);
    }

    /**
     * @param idle how long one is kept that nobody uses
     * @param age how long after it was dialled one is still kept
     */
    KeptConnections(Duration idle, Duration age) {
        this.idle = idle;
        this.age = age;
    }

    /**
     * One that leads to the same server as this URL, for one exchange; the latest that was kept.
     *
     * @return empty if none is kept. Whether the other side still holds it is not known: see {@link Connection#isQuiet}
     */
    public Optional<Connection> take(URI url) {
        while (true) {
            Optional<Kept> next = next(url);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            next.get().guard().close();
            if (!next.get().guard().fired()) {
                return next.map(Kept::connection);
            }
        }
    }

    private synchronized Optional<Kept> next(URI url) {
        Deque<Kept> here = kept.get(Asked.origin(url));
        return here == null ? Optional.empty() : Optional.ofNullable(here.pollFirst());
    }

    /** Keeps one whose exchange is over, or closes it. Whoever gave it does not touch it again. */
    public void keep(URI url, Connection connection) {
        if (!kept(url, connection)) {
            connection.close();
        }
    }

    private synchronized boolean kept(URI url, Connection connection) {
        Duration left = age.minus(connection.age());
        String origin = Asked.origin(url);
        Deque<Kept> here = kept.computeIfAbsent(origin, server -> new ArrayDeque<>());
        here.removeIf(one -> one.guard().fired());
        Long trouble = distrusted.get(origin);
        boolean trusted = trouble == null || connection.openedAfter(trouble);
        if (closed || !trusted || left.isNegative() || here.size() >= MOST) {
            return false;
        }
        Duration time = left.compareTo(idle) < 0 ? left : idle;
        here.addFirst(new Kept(connection, Deadline.in(time).closing(connection)));
        return true;
    }

    /** Keeps none that was dialled up to now: there was trouble with that server, and the next call is to find out anew. */
    public void distrust(URI url) {
        List<Kept> dropped = new ArrayList<>();
        synchronized (this) {
            distrusted.put(Asked.origin(url), System.nanoTime());
            Deque<Kept> here = kept.remove(Asked.origin(url));
            if (here != null) {
                dropped.addAll(here);
            }
        }
        dropped.forEach(Kept::close);
    }

    /** Closes them all; none is kept from now on. */
    @Override
    public void close() {
        List<Kept> dropped = new ArrayList<>();
        synchronized (this) {
            closed = true;
            kept.values().forEach(dropped::addAll);
            kept.clear();
        }
        dropped.forEach(Kept::close);
    }

    /** How many are kept. */
    synchronized int count() {
        return kept.values().stream().mapToInt(Deque::size).sum();
    }
}
