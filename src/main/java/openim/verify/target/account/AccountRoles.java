package openim.verify.target.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openim.verify.client.UserId;
import openim.verify.client.api.FriendApi;
import openim.verify.client.api.UserApi;
import openim.verify.target.History;
import openim.verify.target.Remembered;

/**
 * The people of a full run beside its pair, each with one thing to do, so that none is in another's way. They belong to the
 * pair that was leased: whoever holds it holds them.
 *
 * @param known what is known of the deployment now that they are registered
 * @param away who is offline while messages are sent to him
 * @param idle who only pings
 * @param kicked whose session we kick ourselves
 * @param loud who sends what is too large, and loses his session for it
 * @param member who is in groups with the pair
 * @param twin who has two devices
 * @param nobody who is never registered
 * @param spread those whose conversations reach each partition
 */
public record AccountRoles(
        Remembered known,
        UserId away,
        UserId idle,
        UserId kicked,
        UserId loud,
        UserId member,
        UserId twin,
        UserId nobody,
        Spread spread) {

    /**
     * Registers those that are missing, and makes each a friend of the pair's sender and of its receiver where they will
     * write to each other, for deployments that refuse strangers' messages.
     *
     * @param partitions of each topic how many there are
     * @param counted whether Kafka said so
     * @throws openim.verify.verdict.BrokenPromise if one cannot be registered
     */
    public static AccountRoles settled(
            RegisteredAccounts residents,
            Map<String, Integer> partitions,
            boolean counted,
            History history,
            UserApi users,
            FriendApi friends) {
        String stem = residents.lease().stem();
        Spread spread = Spread.of(residents.first(), stem, partitions, counted);
        AccountRoles cast = new AccountRoles(
                residents.known(),
                new UserId(stem + "c"),
                new UserId(stem + "d"),
                new UserId(stem + "e"),
                new UserId(stem + "f"),
                new UserId(stem + "g"),
                new UserId(stem + "h"),
                new UserId(stem + "nobody"),
                spread);
        cast.register(users);
        Remembered known = residents.known().withAccounts(ids(cast.all()));
        history.keep(known);
        if (!known.befriended().containsAll(ids(cast.all()))
                && cast.befriend(residents.first(), residents.second(), friends)) {
            known = known.withFriends(ids(cast.all()));
            history.keep(known);
        }
        return new AccountRoles(
                known, cast.away, cast.idle, cast.kicked, cast.loud, cast.member, cast.twin, cast.nobody, spread);
    }

    private List<UserId> all() {
        List<UserId> all = new ArrayList<>(List.of(away, idle, kicked, loud, member, twin));
        all.addAll(spread.receivers());
        return all;
    }

    private static List<String> ids(List<UserId> people) {
        return people.stream().map(UserId::value).toList();
    }

    private void register(UserApi users) {
        Set<UserId> there =
                users.registeredOf(all()).mustBeOk("the administrator", "is told which of our accounts are registered");
        List<UserId> missing =
                all().stream().filter(person -> !there.contains(person)).toList();
        if (!missing.isEmpty()) {
            OwnAccounts.register(missing, users);
        }
    }

    private boolean befriend(UserId sender, UserId receiver, FriendApi friends) {
        boolean theyToo = OwnAccounts.befriend(receiver, List.of(loud, twin), friends);
        return OwnAccounts.befriend(sender, all(), friends) && theyToo;
    }
}
