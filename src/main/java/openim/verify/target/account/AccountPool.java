package openim.verify.target.account;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import openim.verify.lock.LockedFile;
import openim.verify.verdict.CannotLook;

/**
 * Our own accounts in a deployment: a fixed number of pairs with a prefix, leased one pair at a time.
 *
 * <p>OpenIM keeps one live token for each user and platform, so two runs that use one account kick each other out and each
 * takes that for a fault of the server. Runs on this machine are told apart by a lock on a file, runs elsewhere by their
 * accounts being online.
 */
public final class AccountPool {

    private final Path locks;
    private final String deployment;
    private final String prefix;
    private final int pairs;
    private final Protections protections;

    /**
     * @param locks the directory for the lock files
     * @param deployment a name for the deployment that can be part of a file name
     * @param prefix what the user ids begin with
     * @param pairs how many pairs there are
     */
    public AccountPool(Path locks, String deployment, String prefix, int pairs) {
        this.locks = locks;
        this.deployment = deployment;
        this.prefix = prefix;
        this.pairs = pairs;
        this.protections = new Protections(locks, deployment);
    }

    /** The ids of all accounts of the pool. */
    public List<String> accounts() {
        return IntStream.rangeClosed(1, pairs)
                .mapToObj(this::accountsOf)
                .flatMap(List::stream)
                .toList();
    }

    private List<String> accountsOf(int slot) {
        String base = prefix + String.format("%02d", slot);
        return List.of(base + "a", base + "b");
    }

    /**
     * Leases the first pair that nobody uses; one that is protected only if there is no other.
     *
     * @param inUseElsewhere says whether one of these accounts is online, so that a run on another machine has it
     * @throws CannotLook if all are in use
     */
    public Lease lease(Predicate<List<String>> inUseElsewhere) {
        return IntStream.rangeClosed(1, pairs)
                .boxed()
                .sorted(Comparator.comparing(protections::isProtected))
                .flatMap(slot -> tryLease(slot, inUseElsewhere).stream())
                .findFirst()
                .orElseThrow(() -> new CannotLook(
                        "all " + pairs + " pairs of accounts (" + prefix + "...) are in use by other runs"));
    }

    /**
     * Leases several pairs, from the last one on, so that the first ones are left to runs that need one only; protected ones
     * are left alone.
     *
     * @throws CannotLook if there are not so many that nobody uses
     */
    public List<Lease> leaseSeveral(int wanted, Predicate<List<String>> inUseElsewhere) {
        List<Lease> leases = new ArrayList<>();
        for (int slot = pairs; slot >= 1 && leases.size() < wanted; slot--) {
            if (!protections.isProtected(slot)) {
                tryLease(slot, inUseElsewhere).ifPresent(leases::add);
            }
        }
        if (leases.size() < wanted) {
            leases.forEach(Lease::close);
            throw new CannotLook(wanted + " pairs of accounts are needed, and only " + leases.size() + " of " + pairs
                    + " are free: others are in use, or belong to a ledger that is not settled; openim.pairs raises their"
                    + " number");
        }
        return leases;
    }

    /** Leases a pair by its number; empty if somebody on this machine uses it. */
    public Optional<Lease> leaseSlot(int slot) {
        return tryLease(slot);
    }

    /** Leases every pair that nobody on this machine uses and no ledger protects. */
    List<Lease> leaseFree() {
        return IntStream.rangeClosed(1, pairs)
                .filter(slot -> !protections.isProtected(slot))
                .boxed()
                .flatMap(slot -> tryLease(slot).stream())
                .toList();
    }

    /** What must not be cleaned up. */
    public Protections protections() {
        return protections;
    }

    private Optional<Lease> tryLease(int slot, Predicate<List<String>> inUseElsewhere) {
        Optional<Lease> lease = tryLease(slot);
        if (lease.isPresent() && inUseElsewhere.test(lease.get().accounts())) {
            lease.get().close();
            return Optional.empty();
        }
        return lease;
    }

    private Optional<Lease> tryLease(int slot) {
        Path file = locks.resolve(deployment + "-" + slot + ".lock");
        try {
            return LockedFile.attempt(file).map(held -> new Lease(slot, accountsOf(slot), held));
        } catch (IOException failed) {
            throw new CannotLook("cannot lease accounts: " + file + " cannot be locked", failed);
        }
    }

    /** A pair of accounts, ours until it is closed or this process ends. */
    public static final class Lease implements AutoCloseable {

        private final int slot;
        private final List<String> accounts;
        private final LockedFile lock;

        private Lease(int slot, List<String> accounts, LockedFile lock) {
            this.slot = slot;
            this.accounts = accounts;
            this.lock = lock;
        }

        /** The number of the pair, from 1 on. */
        public int slot() {
            return slot;
        }

        /** The ids of the two. */
        public List<String> accounts() {
            return accounts;
        }

        /** With what the ids of both begin, and of nobody who belongs to another pair. */
        public String stem() {
            String first = accounts.get(0);
            return first.substring(0, first.length() - 1);
        }

        @Override
        public void close() {
            lock.close();
        }
    }
}
