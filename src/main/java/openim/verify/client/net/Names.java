package openim.verify.client.net;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.verdict.CannotLook;

/** Looks names up. Nothing ends a look-up of the system, so it is left behind when time is over. */
public final class Names {

    /** An address is no name: nobody is asked for it, and nothing is waited for. */
    private static final Pattern LITERAL =
            Pattern.compile("\\d+(\\.\\d+){3}|\\[?[0-9a-fA-F]*:[0-9a-fA-F:.]+(%\\w+)?]?");

    private Names() {}

    /** Whether it is an address, which leads to itself whoever is asked. */
    public static boolean isAddress(String host) {
        return LITERAL.matcher(host).matches();
    }

    /**
     * The addresses that a name has here.
     *
     * @throws NotConnected if it has none, or that is not found out in time; see {@link Reachability#isUnknownName}
     */
    public static InetAddress[] addressesOf(String host, Deadline deadline) throws NotConnected {
        if (Thread.currentThread().isInterrupted()) {
            throw new CannotLook("the run was stopped");
        }
        try {
            return isAddress(host)
                    ? InetAddress.getAllByName(host)
                    : Bounded.call(deadline, "looks-up-" + host, () -> InetAddress.getAllByName(host));
        } catch (CannotLook stopped) {
            throw stopped;
        } catch (TimeoutException late) {
            throw new NotConnected(
                    Failure.UNREACHABLE, "the name " + host + " was not found out within " + deadline, late);
        } catch (Exception unknown) {
            throw new NotConnected(Failure.UNREACHABLE, "unknown host " + host, unknown);
        }
    }

    /**
     * Names that are looked up once, and lead to the same addresses ever after: what was judged of an address that a server named is
     * true of the one that is dialled, whatever its name leads to by then. A name that was not found stays so.
     */
    static final class LookedUpOnce implements KnownNames {

        private final KnownNames names;
        private final Map<String, Found> found = new ConcurrentHashMap<>();

        LookedUpOnce(KnownNames names) {
            this.names = names;
        }

        /**
         * What came of looking a name up.
         *
         * @param known whether the system was not asked
         * @param addresses none if it was not found
         * @param why it was not
         */
        private record Found(boolean known, InetAddress[] addresses, Optional<NotConnected> why) {}

        @Override
        public Optional<InetAddress> addressOf(String name, Deadline deadline) throws NotConnected {
            Found once = once(name, deadline);
            if (!once.known()) {
                return Optional.empty();
            }
            return Optional.of(addresses(once)[0]);
        }

        @Override
        public InetAddress[] addressesOf(String name, Deadline deadline) throws NotConnected {
            return addresses(once(name, deadline)).clone();
        }

        private static InetAddress[] addresses(Found once) throws NotConnected {
            if (once.why().isPresent()) {
                throw once.why().get();
            }
            return once.addresses();
        }

        private Found once(String name, Deadline deadline) {
            Found before = found.get(name);
            if (before != null) {
                return before;
            }
            // Not under a lock: a name may take its time, and of two answers the first counts.
            Found now = lookedUp(name, deadline);
            Found other = found.putIfAbsent(name, now);
            return other == null ? now : other;
        }

        private Found lookedUp(String name, Deadline deadline) {
            boolean known = true;
            try {
                Optional<InetAddress> here = names.addressOf(name, deadline);
                known = here.isPresent();
                InetAddress[] addresses = known ? new InetAddress[] {here.get()} : names.addressesOf(name, deadline);
                return new Found(known, addresses, Optional.empty());
            } catch (NotConnected none) {
                return new Found(known, new InetAddress[0], Optional.of(none));
            }
        }

        @Override
        public boolean mayLeadElsewhere() {
            return false;
        }

        @Override
        public void prepare() {
            names.prepare();
        }
    }
}
