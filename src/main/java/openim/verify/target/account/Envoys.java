package openim.verify.target.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import openim.verify.await.SideBySide;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import openim.verify.target.History;
import openim.verify.target.Remembered;

/**
 * Our people at the gateways, one for each, who write to each other. They belong to the pair that was leased: whoever holds it holds
 * them.
 *
 * @param known what is known of the deployment now that they are registered
 * @param people each with the drivers of his gateway; none where there are not several gateways or APIs
 */
public record Envoys(Remembered known, List<User> people) {

    /** As many as are made friends of each other, for deployments that refuse strangers' messages; of more each with the next one. */
    private static final int CIRCLE = 12;

    public Envoys {
        people = List.copyOf(people);
    }

    /** Nobody is needed. */
    public static Envoys none(Remembered known) {
        return new Envoys(known, List.of());
    }

    /**
     * Registers those that are missing, and gets their tokens, which ends whatever sessions they had.
     *
     * @param posts for each of them the drivers of his gateway
     * @throws openim.verify.verdict.BrokenPromise if one cannot be registered, or gets no token
     */
    public static Envoys sent(RegisteredAccounts residents, History history, Drivers drivers, List<Drivers> posts) {
        List<UserId> ids = IntStream.rangeClosed(1, posts.size())
                .mapToObj(number -> new UserId(residents.lease().stem() + "i" + number))
                .toList();
        register(ids, drivers);
        List<String> names = ids.stream().map(UserId::value).toList();
        Remembered known = residents.known().withAccounts(names);
        history.keep(known);
        if (!known.befriended().containsAll(names) && befriend(ids, drivers)) {
            known = known.withFriends(names);
            history.keep(known);
        }
        return new Envoys(
                known,
                SideBySide.each(
                        IntStream.range(0, ids.size()).boxed().toList(),
                        number -> User.mustLogInKickingOthers(ids.get(number), Platform.WEB, posts.get(number))));
    }

    /** Who comes in from outside: after those at the gateways. */
    public User fromOutside() {
        return people.get(people.size() - 1);
    }

    private static void register(List<UserId> ids, Drivers drivers) {
        Set<UserId> there = drivers.users()
                .registeredOf(ids)
                .mustBeOk("the administrator", "is told which of our accounts are registered");
        List<UserId> missing = ids.stream().filter(id -> !there.contains(id)).toList();
        if (!missing.isEmpty()) {
            OwnAccounts.register(missing, drivers.users());
        }
    }

    private static boolean befriend(List<UserId> ids, Drivers drivers) {
        boolean all = true;
        for (int number = 0; number < ids.size(); number++) {
            List<UserId> friends = new ArrayList<>(
                    ids.size() <= CIRCLE
                            ? ids.subList(number + 1, ids.size())
                            : List.of(ids.get((number + 1) % ids.size())));
            all &= friends.isEmpty() || OwnAccounts.befriend(ids.get(number), friends, drivers.friends());
        }
        return all;
    }
}
