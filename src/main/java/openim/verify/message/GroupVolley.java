package openim.verify.message;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import openim.verify.client.api.MessageApi;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;

/**
 * A volley from a group's owner to the group.
 *
 * @param volley by WebSocket and by REST in turn
 */
public record GroupVolley(Group group, Volley volley) {

    /**
     * Sends one.
     *
     * @throws openim.verify.verdict.BrokenPromise if a message is not acknowledged
     */
    public static GroupVolley of(int count, Group group) {
        return new GroupVolley(group, Volley.of(count, group.owner(), group.id()));
    }

    public List<Sent> sent() {
        return volley.sent();
    }

    /**
     * Sees to it that each member gets them in order, with ascending seqs.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if one does not
     */
    public String arrivesInOrder(Duration within) {
        return eachSays(member -> {
            Arrived arrived = Arrived.awaited(member, sent(), within);
            arrived.require(Inbox.holdsInOrder(sent()));
            return arrived.requireInConversation(Seqs.ascendAbove(volley.newestBefore(), sent()));
        });
    }

    /**
     * Sees to it that none comes a second time.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if one does
     */
    public String arrivesOnce(Duration within, Duration quiet) {
        group.everybody().forEach(person -> Arrived.awaited(person, sent(), within));
        return eachSays(member -> new Arrived(member, sent(), within).staysOnce(quiet) + " once");
    }

    /**
     * Has each member pull them, both ways.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if something is missing, changed or in another order
     */
    public String isPulled(MessageApi messages, Duration within) {
        var expected = Inbox.holdsExactlyOnceInOrder(sent());
        return eachSays(member -> {
            Pulled.byWebSocket(member, sent(), within).require(member, expected);
            return Pulled.byRest(member, messages, sent(), within).require(member, expected);
        });
    }

    private String eachSays(Function<User, String> look) {
        return group.everybody().map(look).distinct().collect(Collectors.joining("; ")) + ", for each of "
                + group.everybody().count();
    }
}
