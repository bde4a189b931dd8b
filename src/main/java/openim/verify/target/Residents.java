package openim.verify.target;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import openim.verify.client.Answer;
import openim.verify.client.Platform;
import openim.verify.client.Told;
import openim.verify.client.UserId;
import openim.verify.client.api.FriendApi;
import openim.verify.client.api.UserApi;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * The two of our accounts that this run uses: registered, and leased from the pool.
 *
 * @param known what is known of the deployment now that they are registered
 * @param first the one who sends
 * @param second the one who receives
 */
public record Residents(AccountPool.Lease lease, Remembered known, UserId first, UserId second)
        implements AutoCloseable {

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
                            .requireOk("the administrator", "is told which of our accounts are registered"));
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
    public static Residents settled(
            Census census, AccountPool pool, History history, UserApi users, FriendApi friends) {
        Remembered known = registered(census, pool, history, users);
        AccountPool.Lease lease = pool.lease(pair -> isOnline(pair, users));
        UserId first = new UserId(lease.accounts().get(0));
        UserId second = new UserId(lease.accounts().get(1));
        if (!known.befriended().containsAll(lease.accounts()) && befriend(first, second, friends)) {
            known = known.withFriends(lease.accounts());
            history.keep(known);
        }
        return new Residents(lease, known, first, second);
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
            register(census.missing(), users);
        }
        Remembered known = census.known().withAccounts(pool.accounts());
        history.keep(known);
        return known;
    }

    private static void register(List<UserId> missing, UserApi users) {
        Answer answer = users.register(missing);
        // Another first run may have been quicker; then they are there all the same.
        if (!answer.hasErrCode(UserApi.ERR_REGISTERED_ALREADY)) {
            answer.requireOk("the administrator", "registers our accounts");
        }
        // Looked up again, which also brings them where the server finds them while MongoDB is away.
        Set<UserId> there = users.registeredOf(missing)
                .requireOk("the administrator", "is told which of our accounts are registered");
        List<UserId> lost = missing.stream().filter(id -> !there.contains(id)).toList();
        if (!lost.isEmpty()) {
            throw new BrokenPromise(
                    "the administrator expected: the accounts just registered are there; " + lost + " are not",
                    Evidence.of(Evidence.EXPECTED, "the accounts just registered are there"),
                    Evidence.of(Evidence.SEEN, lost + " are not"));
        }
    }

    /** Whether one of these accounts is online, so that a run on another machine has it. */
    public static boolean isOnline(List<String> pair, UserApi users) {
        return pair.stream()
                .map(id -> users.onlinePlatforms(new UserId(id)))
                .flatMap(Residents::told)
                .anyMatch(platforms -> !platforms.isEmpty());
    }

    private static Stream<Set<Platform>> told(Told<Set<Platform>> online) {
        return online.value().stream();
    }

    /** Sees to it that the two are friends, for deployments that refuse strangers' messages. */
    public static boolean befriend(UserId first, UserId second, FriendApi friends) {
        boolean already = friends.areFriends(first, second).value().orElse(false);
        return already || friends.importFriends(first, List.of(second)).isOk();
    }
}
