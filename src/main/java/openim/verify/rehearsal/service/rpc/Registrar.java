package openim.verify.rehearsal.service.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import openim.verify.rehearsal.service.process.Duty;
import openim.verify.rehearsal.service.process.Life;
import openim.verify.rehearsal.service.process.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the processes' registrations in etcd, and what etcd says of them in {@link KnownAddresses}.
 *
 * <p>As long as etcd is away everything is found as it last was. A lease that could not be kept alive for twice its
 * length is given up by its process; etcd, back again, lets it run out, and the process registers anew two fifths of a
 * lease after it noticed: the collapse that comes half a minute after etcd and heals by itself 12 s later. Released servers do
 * not register anew, and stay so until they are restarted.
 */
public final class Registrar implements AutoCloseable {

    private static final int TICKS_IN_LEASE = 30;
    private static final int GIVEN_UP_AFTER_LEASES = 2;

    private final RegisteredListeners doors = new RegisteredListeners();
    private final EtcdCalls etcd;
    private final Duration lease;
    private final KnownAddresses registrations;
    private final boolean anew;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Ticker clock;

    /**
     * Begins to keep them.
     *
     * @param lease how long a registration outlives its process; OpenIM's is 30 s
     * @param anew whether a process registers anew that finds its registration gone; else only the next one of its name does
     */
    public Registrar(URI etcd, Duration lease, KnownAddresses registrations, boolean anew) {
        this.anew = anew;
        this.etcd = new EtcdCalls(etcd);
        this.lease = lease;
        this.registrations = registrations;
        this.clock = new Ticker("registrar", lease.dividedBy(TICKS_IN_LEASE), this::tick);
    }

    /** The duty to be registered under this name while its process lives; each start takes a new address. */
    public Duty duty(String service) {
        return duty(service, "");
    }

    /** The same for one of several that are called one by one. */
    public Duty duty(String service, String process) {
        KnownAddresses.Holder holder = new KnownAddresses.Holder(service, process);
        return new Duty() {
            private volatile String address = "";
            private @Nullable ServerSocketChannel door;

            @Override
            public void begin(Life life) {
                shut();
                door = doors.open();
                address = "127.0.0.1:" + door.socket().getLocalPort();
                registrations.started(holder, address);
                entries.add(new Entry(holder, address, life));
                clock.soon();
            }

            @Override
            public void end() {
                entries.removeIf(entry -> entry.address.equals(address));
                shut();
            }

            private void shut() {
                ServerSocketChannel open = door;
                door = null;
                try {
                    if (open != null) {
                        open.close();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** Whether each service that has been started is found, at the address of the process that runs now. */
    public boolean allFound() {
        return entries.stream()
                .allMatch(entry -> registrations
                        .find(entry.holder)
                        .filter(address -> registrations.isCurrent(entry.holder, address))
                        .isPresent());
    }

    @Override
    public void close() {
        clock.close();
        doors.close();
    }

    private void tick() {
        try {
            Map<String, Set<String>> known = etcd.registered();
            boolean changed = false;
            for (Entry entry : entries) {
                changed |= entry.keep(known);
            }
            registrations.learn(changed ? etcd.registered() : known);
        } catch (IOException | RuntimeException e) {
            // etcd is away: all is found as it last was.
            entries.forEach(Entry::giveUpIfOverdue);
        }
    }

    private final class Entry {

        private final KnownAddresses.Holder holder;
        private final String address;
        private final Life life;
        private String leaseId = "";
        private Instant kept = Instant.EPOCH;
        private Instant missing = Instant.MAX;

        Entry(KnownAddresses.Holder holder, String address, Life life) {
            this.holder = holder;
            this.address = address;
            this.life = life;
        }

        /** Returns whether it registered. */
        boolean keep(Map<String, Set<String>> known) throws IOException {
            if (!life.lasts()) {
                return false;
            }
            if (kept.equals(Instant.EPOCH)) {
                register();
                return true;
            }
            if (leaseId.isEmpty()) {
                return anew && registersAnew(known.getOrDefault(holder.service(), Set.of()));
            }
            if (overdue(lease.dividedBy(3))) {
                giveUpIfOverdue();
                if (!leaseId.isEmpty() && etcd.keepAlive(leaseId)) {
                    kept = Instant.now();
                } else {
                    leaseId = "";
                }
            }
            return false;
        }

        void giveUpIfOverdue() {
            if (!kept.equals(Instant.EPOCH) && overdue(lease.multipliedBy(GIVEN_UP_AFTER_LEASES))) {
                leaseId = "";
            }
        }

        /** Registers once more when it has been missing for a while. */
        private boolean registersAnew(Set<String> known) throws IOException {
            if (known.contains(address)) {
                missing = Instant.MAX;
            } else if (missing.equals(Instant.MAX)) {
                missing = Instant.now();
            } else if (missing.plus(lease.multipliedBy(2).dividedBy(5)).isBefore(Instant.now())) {
                register();
                return true;
            }
            return false;
        }

        private void register() throws IOException {
            leaseId = etcd.register(holder.service(), address, lease);
            kept = Instant.now();
            missing = Instant.MAX;
        }

        private boolean overdue(Duration after) {
            return kept.plus(after).isBefore(Instant.now());
        }
    }
}
