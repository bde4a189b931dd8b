package openim.verify.rehearsal.component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What etcd keeps: keys in byte order, and the leases that some of them live on.
 *
 * <p>A lease that is not kept alive takes its keys with it. Nobody can tell when exactly that is done, so it is done
 * whenever somebody looks.
 *
 * <p>Keys and values are strings of bytes, one character (ISO 8859-1) for each. Safe for use by many threads.
 */
final class EtcdStore {

    /** A key and its value; lease 0 is none. */
    record Entry(String key, String value, long lease, long created, long modified, long version) {}

    private record Lease(Duration life, Instant end) {
        Lease renewedAt(Instant now) {
            return new Lease(life, now.plus(life));
        }
    }

    private final Clock clock;
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final Map<Long, Lease> leases = new HashMap<>();
    private long revision = 1;
    private long lastLease = 7_587_000_000_000L;

    EtcdStore(Clock clock) {
        this.clock = clock;
    }

    /** The entries from {@code key} up to but not including {@code end}. */
    synchronized List<Entry> range(String key, String end) {
        expire();
        return List.copyOf(entries.subMap(key, end).values());
    }

    /** Writes a key; false if there is no such lease. */
    synchronized boolean put(String key, String value, long lease) {
        expire();
        if (lease != 0 && !leases.containsKey(lease)) {
            return false;
        }
        revision++;
        Entry old = entries.get(key);
        entries.put(
                key,
                old == null
                        ? new Entry(key, value, lease, revision, revision, 1)
                        : new Entry(key, value, lease, old.created(), revision, old.version() + 1));
        return true;
    }

    /** Removes every key that begins so and lives on no lease. */
    synchronized void remove(String beginning) {
        entries.keySet().removeIf(key -> key.startsWith(beginning) && isWithoutLease(key));
    }

    private boolean isWithoutLease(String key) {
        Entry entry = entries.get(key);
        return entry != null && entry.lease() == 0;
    }

    synchronized long grant(Duration life) {
        long id = ++lastLease;
        leases.put(id, new Lease(life, clock.instant().plus(life)));
        return id;
    }

    /** Renews a lease; the seconds it has now, or empty if it is over. */
    synchronized OptionalLong keepAlive(long id) {
        expire();
        Lease renewed = leases.computeIfPresent(id, (same, lease) -> lease.renewedAt(clock.instant()));
        return renewed == null
                ? OptionalLong.empty()
                : OptionalLong.of(renewed.life().toSeconds());
    }

    /** The seconds that a lease has left; empty if it is over. */
    synchronized OptionalLong left(long id) {
        expire();
        Lease lease = leases.get(id);
        return lease == null
                ? OptionalLong.empty()
                : OptionalLong.of(Duration.between(clock.instant(), lease.end()).toSeconds());
    }

    /** The seconds that it was granted; empty if it is over. */
    synchronized OptionalLong granted(long id) {
        Lease lease = leases.get(id);
        return lease == null
                ? OptionalLong.empty()
                : OptionalLong.of(lease.life().toSeconds());
    }

    /** Ends a lease and its keys; false if there is none. */
    synchronized boolean revoke(long id) {
        expire();
        return end(id);
    }

    /** Gives every lease its whole life again, as etcd does when it comes up and leads. */
    synchronized void renewAll() {
        leases.replaceAll((id, lease) -> lease.renewedAt(clock.instant()));
    }

    synchronized long revision() {
        return revision;
    }

    private void expire() {
        Instant now = clock.instant();
        List<Long> over = leases.entrySet().stream()
                .filter(lease -> !now.isBefore(lease.getValue().end()))
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(this::end);
    }

    private boolean end(long id) {
        if (leases.remove(id) == null) {
            return false;
        }
        if (entries.values().removeIf(entry -> entry.lease() == id)) {
            revision++;
        }
        return true;
    }
}
