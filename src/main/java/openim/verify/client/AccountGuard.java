package openim.verify.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Those to whom we may write: our own accounts, and the groups that we made of them. Real people never hear of us.
 *
 * <p>Each driver that sends asks here first, whoever told it to send. Safe for all threads.
 */
public final class AccountGuard {

    private final Predicate<String> ours;
    private final Set<GroupId> groups = ConcurrentHashMap.newKeySet();

    private AccountGuard(Predicate<String> ours) {
        this.ours = ours;
    }

    /** The accounts whose ids are as the pool makes them: the prefix, the pair's number of two digits or more, and who it is. */
    public static AccountGuard ofPool(String prefix) {
        return new AccountGuard(Pattern.compile(Pattern.quote(prefix) + "\\d{2,}([a-g]|[ip]\\d+|nobody)")
                .asMatchPredicate());
    }

    /** These people and nobody else. */
    public static AccountGuard of(UserId... people) {
        Set<UserId> all = Set.of(people);
        return new AccountGuard(id -> all.contains(new UserId(id)));
    }

    /** Lets a group in that was made of people of the circle. */
    public void admit(GroupId group) {
        groups.add(group);
    }

    /**
     * Sees to it that nothing goes to a stranger.
     *
     * @throws IllegalArgumentException if this is one
     */
    public void requireHolds(UserId person) {
        if (!ours.test(person.value())) {
            throw new IllegalArgumentException("nothing is ever sent to " + person + ", which is no account of ours");
        }
    }

    /**
     * The same for a group.
     *
     * @throws IllegalArgumentException if we did not make it
     */
    public void requireHolds(GroupId group) {
        if (!groups.contains(group)) {
            throw new IllegalArgumentException("nothing is ever sent to group " + group + ", which we did not make");
        }
    }
}
