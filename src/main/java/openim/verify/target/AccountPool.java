package openim.verify.target;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
     * Leases the first pair that nobody uses.
     *
     * @param inUseElsewhere says whether one of these accounts is online, so that a run on another machine has it
     * @throws CannotLook if all are in use
     */
    public Lease lease(Predicate<List<String>> inUseElsewhere) {
        for (int slot = 1; slot <= pairs; slot++) {
            Optional<Lease> lease = tryLease(slot);
            if (lease.isPresent()) {
                if (!inUseElsewhere.test(lease.get().accounts())) {
                    return lease.get();
                }
                lease.get().close();
            }
        }
        throw new CannotLook("all " + pairs + " pairs of accounts (" + prefix + "...) are in use by other runs");
    }

    private Optional<Lease> tryLease(int slot) {
        Path file = locks.resolve(deployment + "-" + slot + ".lock");
        try {
            Files.createDirectories(locks);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock.map(held -> new Lease(accountsOf(slot), channel));
        } catch (IOException failed) {
            throw new CannotLook("cannot lease accounts: " + file + " cannot be locked", failed);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ofThisProcess) {
            return Optional.empty();
        }
    }

    /** A pair of accounts, ours until it is closed or this process ends. */
    public static final class Lease implements AutoCloseable {

        private final List<String> accounts;
        private final FileChannel channel;

        private Lease(List<String> accounts, FileChannel channel) {
            this.accounts = accounts;
            this.channel = channel;
        }

        /** The ids of the two. */
        public List<String> accounts() {
            return accounts;
        }

        /** With what the ids of both begin, and of nobody who belongs to another pair. */
        public String slot() {
            String first = accounts.get(0);
            return first.substring(0, first.length() - 1);
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException ignored) {
                // The lock ends with the process at the latest.
            }
        }
    }
}
