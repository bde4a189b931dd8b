package openim.verify.target.account;

import java.util.List;
import java.util.Set;
import openim.verify.client.Answer;
import openim.verify.client.UserId;
import openim.verify.client.api.FriendApi;
import openim.verify.client.api.UserApi;
import openim.verify.verdict.BrokenPromise;

/** What the administrator does for accounts of our own, and knows of them. */
public final class OwnAccounts {

    private OwnAccounts() {}

    /**
     * Registers these, and sees that they are there.
     *
     * @throws BrokenPromise if they are not
     */
    static void register(List<UserId> missing, UserApi users) {
        Answer answer = users.register(missing);
        // Another first run may have been quicker; then they are there all the same.
        if (!answer.hasErrCode(UserApi.ERR_REGISTERED_ALREADY)) {
            answer.mustBeOk("the administrator", "registers our accounts");
        }
        // Looked up again, which also brings them where the server finds them while MongoDB is away.
        Set<UserId> there = users.registeredOf(missing)
                .mustBeOk("the administrator", "is told which of our accounts are registered");
        List<UserId> lost = missing.stream().filter(id -> !there.contains(id)).toList();
        if (!lost.isEmpty()) {
            throw BrokenPromise.seeing("accounts " + lost + " are not there", "the accounts just registered are there");
        }
    }

    /** Sees to it that each of these is a friend of this one, for deployments that refuse strangers' messages; whether they are. */
    public static boolean befriend(UserId owner, List<UserId> people, FriendApi friends) {
        List<UserId> strangers = people.stream()
                .filter(person -> !friends.areFriends(owner, person).value().orElse(false))
                .toList();
        return strangers.isEmpty() || friends.importFriends(owner, strangers).isOk();
    }

    /**
     * Whether one of these is online, so that a run on another machine has them. If the server cannot say it, as while a gateway
     * hangs, nobody is taken for online.
     */
    public static boolean isOnline(List<String> accounts, UserApi users) {
        return users.isOneOnline(accounts.stream().map(UserId::new).toList())
                .value()
                .orElse(false);
    }
}
