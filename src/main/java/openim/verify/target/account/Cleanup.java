package openim.verify.target.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import openim.verify.client.ConversationId;
import openim.verify.client.GroupId;
import openim.verify.client.UserId;
import openim.verify.client.user.Drivers;
import openim.verify.target.Remembered;

/**
 * Clears away what runs leave behind and nobody needs: groups are dismissed, conversations of our accounts are hidden from them.
 *
 * <p>Never touched: accounts that another run uses (they are leased meanwhile) or that a ledger needs which is not settled, and
 * the conversations and the file by which the deployment is known again.
 */
public final class Cleanup {

    private final Drivers drivers;
    private final AccountPool pool;
    private final NotedGroups groups;
    private final Remembered known;

    /**
     * @param known what must still be found by later runs
     */
    public Cleanup(Drivers drivers, AccountPool pool, NotedGroups groups, Remembered known) {
        this.drivers = drivers;
        this.pool = pool;
        this.groups = groups;
        this.known = known;
    }

    /**
     * What was cleared away.
     *
     * @param dismissed groups that are gone now
     * @param cleared accounts whose conversations are hidden now
     * @param troubles what could not be done, in words
     */
    public record Swept(List<GroupId> dismissed, List<UserId> cleared, List<String> troubles) {

        public Swept {
            dismissed = List.copyOf(dismissed);
            cleared = List.copyOf(cleared);
            troubles = List.copyOf(troubles);
        }

        @Override
        public String toString() {
            return dismissed.size() + " groups dismissed, conversations of " + cleared.size() + " accounts cleared"
                    + (troubles.isEmpty() ? "" : "; " + String.join("; ", troubles));
        }
    }

    /** Sweeps what can be swept now; what cannot be is said, and found again by the next one. */
    public Swept sweep() {
        List<String> troubles = new ArrayList<>();
        List<GroupId> dismissed = dismiss(troubles);
        List<UserId> cleared = new ArrayList<>();
        List<AccountPool.Lease> leases = pool.leaseFree();
        try {
            Set<UserId> free = leases.stream()
                    .flatMap(lease -> lease.accounts().stream())
                    .map(UserId::new)
                    .collect(Collectors.toCollection(TreeSet::new));
            for (UserId account : free) {
                clear(account, free, cleared, troubles);
            }
        } finally {
            leases.forEach(AccountPool.Lease::close);
        }
        return new Swept(dismissed, cleared, troubles);
    }

    private List<GroupId> dismiss(List<String> troubles) {
        List<GroupId> dismissed = new ArrayList<>();
        for (GroupId group : groups.leftBehind()) {
            var answer = drivers.groups().dismiss(group);
            if (groups.noted().contains(group)) {
                troubles.add("group " + group + " cannot be dismissed: " + answer);
            } else {
                dismissed.add(group);
            }
        }
        return dismissed;
    }

    private void clear(UserId account, Set<UserId> free, List<UserId> cleared, List<String> troubles) {
        List<ConversationId> conversations = free.stream()
                .filter(other -> !other.equals(account))
                .map(other -> ConversationId.between(account, other))
                .filter(conversation -> !known.highestSeqs().containsKey(conversation.value()))
                .toList();
        if (conversations.isEmpty() || !known.accounts().contains(account.value())) {
            return;
        }
        var answer = drivers.messages().clear(account, conversations);
        if (answer.isOk()) {
            cleared.add(account);
        } else {
            troubles.add("conversations of " + account + " cannot be cleared: " + answer);
        }
    }
}
