package openim.verify.message;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.Answer;
import openim.verify.client.GroupId;
import openim.verify.client.api.GroupApi;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * A group of our own accounts, which is dismissed when it is closed. It is made and dismissed here and nowhere else.
 *
 * @param owner who writes
 * @param members the others
 */
public record Group(GroupId id, User owner, List<User> members, GroupApi groups) implements AutoCloseable {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    public Group {
        members = List.copyOf(members);
    }

    /**
     * Makes one.
     *
     * @throws BrokenPromise if it is not made
     */
    public static Group mustMake(String name, User owner, List<User> members, Drivers drivers) {
        GroupId id = drivers.groups()
                .create(name, owner.id(), members.stream().map(User::id).toList())
                .mustBeOk("the administrator", "makes a group of our accounts");
        return new Group(id, owner, members, drivers.groups());
    }

    /**
     * Sees to it that each member finds it among his groups.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if one does not in time
     */
    public String mustBeJoined(Duration within) {
        Deadline deadline = Deadline.in(within);
        everybody()
                .forEach(person -> Eventually.within(deadline, person.toString())
                        .lookingEvery(BETWEEN_TRIES)
                        .sees(() -> joined(person), holds()));
        return "group " + id + " of " + (members.size() + 1);
    }

    private List<GroupId> joined(User person) {
        return groups.joined(person.id(), person.token())
                .withTokenOf(person.id())
                .mustBeOk(person.toString(), "reads the list of own groups");
    }

    private Expectation<List<GroupId>> holds() {
        return Expectation.of(
                "finds the new group among them",
                seen -> seen.contains(id) ? Judgement.met(id + "") : Judgement.notYet(seen.size() + " others"));
    }

    /** The owner and the members. */
    public Stream<User> everybody() {
        return Stream.concat(Stream.of(owner), members.stream());
    }

    /**
     * Dismisses it, after which nobody can write to it any more; what others keep in memory may take a moment.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if it is not dismissed, or still takes messages
     */
    public String mustBeDismissed(Duration within) {
        owner.mustSend(Text.fresh("to a group before its end"), id);
        Answer answer = groups.dismiss(id).mustBeOk("the administrator", "dismisses our group");
        Eventually.within(Deadline.in(within), owner.toString())
                .lookingEvery(BETWEEN_TRIES)
                .sees(
                        () -> owner.sends(owner.drafts(Text.fresh("to a dismissed group"), id))
                                .ack()
                                .withTokenOf(owner.id())
                                .answer(),
                        Expectation.of(
                                "is refused when writing to the dismissed group",
                                said -> said instanceof Answer.Reply reply && reply.errCode() != 0
                                        ? Judgement.met(said.toString())
                                        : Judgement.notYet(said.toString())));
        return "dismissed after " + answer.took().toMillis() + " ms; it takes no message any more";
    }

    /**
     * Waits until each message was pushed to everybody.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if one was not; it names whom it did not reach
     */
    public String mustReachEverybody(List<Sent> sent, Duration within) {
        Deadline deadline = Deadline.in(within);
        List<User> deaf = everybody()
                .filter(person -> !Arrived.missing(person, sent, deadline).isEmpty())
                .toList();
        everybody().forEach(Attendance::requireThere);
        if (!deaf.isEmpty()) {
            String seen = deaf.stream().map(User::toString).collect(Collectors.joining(", ")) + " of "
                    + (members.size() + 1) + " did not get all of them";
            String expected = "each of " + sent.size() + " messages is pushed to all members of group " + id;
            throw BrokenPromise.seeing(
                    seen + " within " + within.toMillis() + " ms",
                    expected,
                    List.of(Evidence.of(Evidence.SEEN, seen), Evidence.of(Evidence.AFTER_MS, within.toMillis())));
        }
        return sent.size() + " messages to each of " + (members.size() + 1) + ", the last "
                + deadline.elapsed().toMillis() + " ms after the sending";
    }

    /** What did not come to an end by itself is ended. */
    @Override
    public void close() {
        groups.dismiss(id);
    }
}
