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
    public static GroupVolley mustSend(int count, Group group) {
        return new GroupVolley(group, Volley.mustSend(count, group.owner(), group.id()));
    }

    public List<Sent> sent() {
        return volley.sent();
    }

    /** See {@link Group#mustReachEverybody}. */
    public String mustReachEverybody(Duration within) {
        return group.mustReachEverybody(sent(), within);
    }

    /**
     * Sees to it that each member gets them in order, with ascending seqs.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if one does not
     */
    public String mustArriveInOrder(Duration within) {
        return eachSays(member -> {
            Arrived arrived = Arrived.mustReach(member, sent(), within);
            arrived.mustMeet(Inbox.holdsInOrder(sent()));
            return arrived.mustMeetInConversation(Seqs.ascendAbove(volley.newestBefore(), sent()));
        });
    }

    /**
     * Sees to it that none comes a second time.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if one does
     */
    public String mustArriveOnce(Duration within, Duration quiet) {
        group.everybody().forEach(person -> Arrived.mustReach(person, sent(), within));
        return eachSays(member -> new Arrived(member, sent(), within).mustStayOnce(quiet) + " once");
    }

    /**
     * Has each member pull them, both ways.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if something is missing, changed or in another order
     */
    public String mustBePulled(MessageApi messages, Duration within) {
        var expected = Inbox.holdsExactlyOnceInOrder(sent());
        return eachSays(member -> {
            Pulled.mustPullByWebSocket(member, sent(), within).mustMeet(member, expected);
            return Pulled.mustPullByRest(member, messages, sent(), within).mustMeet(member, expected);
        });
    }

    private String eachSays(Function<User, String> look) {
        return group.everybody().map(look).distinct().collect(Collectors.joining("; ")) + ", for each of "
                + group.everybody().count();
    }
}
