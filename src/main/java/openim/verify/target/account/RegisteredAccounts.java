package openim.verify.target.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import openim.verify.client.UserId;
import openim.verify.client.api.FriendApi;
import openim.verify.client.api.UserApi;
import openim.verify.client.file.Content;
import openim.verify.client.file.Download;
import openim.verify.client.file.FileFailure;
import openim.verify.client.file.ObjectName;
import openim.verify.client.user.Drivers;
import openim.verify.target.History;
import openim.verify.target.Remembered;
import openim.verify.target.Remembered.KeptFile;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;

/**
 * The two of our accounts that this run uses: registered, and leased from the pool.
 *
 * @param known what is known of the deployment now that they are registered
 * @param first the one who sends
 * @param second the one who receives
 */
public record RegisteredAccounts(AccountPool.Lease lease, Remembered known, UserId first, UserId second)
        implements AutoCloseable {

    /** The same, when more is known of the deployment. */
    public RegisteredAccounts with(Remembered more) {
        return new RegisteredAccounts(lease, more, first, second);
    }

    @Override
    public void close() {
        lease.close();
    }

    /**
     * Which of our accounts a deployment has.
     *
     * @param known what earlier runs know
     * @param wanted the whole pool
     * @param registered those of them, and of the known ones, that are there
     */
    public record Census(Remembered known, Set<UserId> wanted, Set<UserId> registered) {

        /**
         * Counts.
         *
         * @throws BrokenPromise if the server cannot tell who is registered
         */
        public static Census taken(Remembered known, AccountPool pool, UserApi users) {
            Set<UserId> wanted = ids(pool.accounts());
            Set<UserId> all = new TreeSet<>(wanted);
            all.addAll(ids(known.accounts()));
            return new Census(
                    known,
                    wanted,
                    users.registeredOf(all)
                            .mustBeOk("the administrator", "is told which of our accounts are registered"));
        }

        private static Set<UserId> ids(Collection<String> accounts) {
            return new TreeSet<>(accounts.stream().map(UserId::new).toList());
        }

        /** Those that earlier runs registered, and that the deployment does not have any more. */
        List<UserId> gone() {
            return ids(known.accounts()).stream()
                    .filter(id -> !registered.contains(id))
                    .toList();
        }

        List<UserId> missing() {
            return wanted.stream().filter(id -> !registered.contains(id)).toList();
        }
    }

    /**
     * Registers what the pool lacks, leases a pair, and makes the two friends, for deployments that refuse strangers'
     * messages.
     *
     * @throws BrokenPromise if accounts that were registered are gone: they are never registered again in silence, because an
     *     empty database would look recovered
     */
    public static RegisteredAccounts settled(
            Census census, AccountPool pool, History history, UserApi users, FriendApi friends) {
        Remembered known = registered(census, pool, history, users);
        AccountPool.Lease lease = pool.lease(pair -> OwnAccounts.isOnline(pair, users));
        UserId first = new UserId(lease.accounts().get(0));
        UserId second = new UserId(lease.accounts().get(1));
        if (!known.befriended().containsAll(lease.accounts())
                && OwnAccounts.befriend(first, List.of(second), friends)) {
            known = known.withFriends(lease.accounts());
            history.keep(known);
        }
        return new RegisteredAccounts(lease, known, first, second);
    }

    /**
     * Registers what the pool lacks.
     *
     * @throws BrokenPromise if accounts that were registered are gone
     */
    public static Remembered registered(Census census, AccountPool pool, History history, UserApi users) {
        if (!census.gone().isEmpty()) {
            throw new BrokenPromise(
                    census.gone().size() + " of our "
                            + census.known().accounts().size()
                            + " accounts are gone, though the run "
                            + census.known().lastRun()
                            + " found them: the deployment lost its data, or is another one",
                    Evidence.of(Evidence.EXPECTED, "our accounts of earlier runs are registered"),
                    Evidence.of(Evidence.SEEN, census.gone() + " are not"));
        }
        if (!census.missing().isEmpty()) {
            OwnAccounts.register(census.missing(), users);
        }
        Remembered known = census.known().withAccounts(pool.accounts());
        history.keep(known);
        return known;
    }

    /** Whether a deployment is the one that earlier runs knew, with what they left there. */
    public record Identity(RegisteredAccounts residents, Pair pair, Drivers drivers) {

        private static final int GONE = 404;

        /**
         * Compares. That the accounts are there was seen when they were counted.
         *
         * @return what was found the same, in words
         * @throws BrokenPromise if something is lost
         * @throws CannotLook if something cannot be looked at now
         */
        public String confirmed() {
            Remembered known = residents.known();
            if (known.lastGood().isEmpty()) {
                return "no good run before this one, so nothing to compare with; "
                        + known.accounts().size() + " accounts are on record from now on";
            }
            List<String> same = new ArrayList<>();
            same.add("all " + known.accounts().size() + " accounts");
            Long highest = known.highestSeqs().get(pair.conversation().value());
            if (highest != null) {
                same.add("seq " + notLowerThan(highest) + " (was " + highest + ")");
            }
            known.readableFiles(Instant.now()).stream().findFirst().ifPresent(file -> same.add(stillReads(file)));
            return String.join(", ", same) + ": as the run of "
                    + known.lastGood().orElseThrow().truncatedTo(ChronoUnit.SECONDS) + " left them";
        }

        private long notLowerThan(long highest) {
            var told = drivers.messages()
                    .newestSeqs(pair.sender().id(), pair.sender().token())
                    .withTokenOf(pair.sender().id());
            long now = told.value()
                    .map(seqs -> seqs.getOrDefault(pair.conversation(), 0L))
                    .orElseThrow(() -> new CannotLook(
                            "the newest seq cannot be compared with that of earlier runs: " + told.answer()));
            if (now < highest) {
                throw new BrokenPromise(
                        "the newest seq of " + pair.conversation() + " is " + now + ", but was " + highest
                                + ": the deployment lost its messages, or is another one",
                        Evidence.of(Evidence.EXPECTED, "the newest seq is " + highest + " or higher"),
                        Evidence.of(Evidence.SEEN, now));
            }
            return now;
        }

        private String stillReads(KeptFile file) {
            Download download =
                    pair.sender().downloads(new ObjectName(file.name()), Content.noted(file.size(), file.sha256()));
            if (download instanceof Download.Failed failed && !isGone(failed.failure())) {
                throw new CannotLook("the file kept from earlier runs cannot be read now: " + failed.description());
            }
            download.mustBeEqual(pair.sender().toString());
            return "the file " + file.name();
        }

        private static boolean isGone(FileFailure failure) {
            return failure instanceof FileFailure.Rejected rejected && rejected.http() == GONE;
        }
    }
}
