package openim.verify.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.Answer;
import openim.verify.client.ConversationId;
import openim.verify.client.MessageId;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.gateway.Session;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import openim.verify.target.Build;
import openim.verify.target.KnownWeakness;
import openim.verify.verdict.Weakness;

/**
 * What must not be sent: to somebody who does not exist, in the name of somebody else, with a token that does not allow it.
 * Each is refused in words, and none arrives anywhere.
 *
 * @param sender who tries
 * @param receiver to whom it would go
 * @param texts what would arrive if a refusal were none; nobody sent them before
 * @param nowhere the conversation with somebody who does not exist
 * @param before its newest seq before anything was tried: what an outage let in once stays for ever
 * @param weakness that the build takes what is written in another's name; empty if it refused it
 */
public record Refusals(
        User sender,
        User receiver,
        List<String> texts,
        ConversationId nowhere,
        long before,
        Optional<Weakness> weakness) {

    private static final int ERR_NO_PERMISSION = 1002;

    private static final Token WRONG = new Token("eyJhbGciOiJIUzI1NiJ9.wrong.token");

    private static final Expectation<Answer> REFUSED = Expectation.of("is refused in words", answer -> {
        boolean refused = answer instanceof Answer.Reply reply && reply.errCode() != 0;
        return refused ? Judgement.met(answer.toString()) : Judgement.notYet(answer.toString());
    });

    public Refusals {
        texts = List.copyOf(texts);
    }

    /**
     * Tries each.
     *
     * @param stranger in whose name the sender may not write
     * @param build in one thing it may be too weak to refuse
     * @throws openim.verify.verdict.BrokenPromise if one is not refused
     */
    public static Refusals mustBe(
            User sender, User receiver, UserId nobody, UserId stranger, Drivers drivers, Build build) {
        ConversationId nowhere = ConversationId.between(sender.id(), nobody);
        long before = newest(sender, nowhere);
        List<String> texts = new ArrayList<>();
        String who = sender.toString();
        tried(
                texts,
                who + ", writing to " + nobody + " who does not exist,",
                text -> sender.sends(sender.drafts(text, nobody)).ack().answer());
        tried(
                texts,
                who + ", writing by REST to " + nobody + " who does not exist,",
                text -> sender.sendsByRest(sender.drafts(text, nobody)).ack().answer());
        Optional<Weakness> weakness = triedInTheNameOf(stranger, texts, sender, receiver, build);
        tried(
                texts,
                who + ", writing by REST without an administrator's token,",
                text -> drivers.messages()
                        .sendWithoutRight(sender.id(), sender.platform(), sender.token(), receiver.id(), text)
                        .answer());
        tried(
                texts,
                "somebody, writing by REST with a wrong token,",
                text -> drivers.messages()
                        .sendWithoutRight(sender.id(), sender.platform(), WRONG, receiver.id(), text)
                        .answer());
        strangerKnocks(sender, drivers);
        return new Refusals(sender, receiver, texts, nowhere, before, weakness);
    }

    private static Optional<Weakness> triedInTheNameOf(
            UserId stranger, List<String> texts, User sender, User receiver, Build build) {
        String text = Text.fresh("to be refused");
        Answer answer = sender.session()
                .sendInTheNameOf(stranger, MessageId.fresh(), receiver.id(), text)
                .answer();
        boolean looksWhoAsks =
                sender.session().pullNothingInTheNameOf(stranger).answer().hasErrCode(ERR_NO_PERMISSION);
        if (!answer.isOk() || looksWhoAsks) {
            texts.add(text);
            answer.require(sender + ", writing in the name of " + stranger + ",", REFUSED);
            return Optional.empty();
        }
        return Optional.of(build.weakness(
                KnownWeakness.WRITES_IN_ANOTHERS_NAME,
                "a message that " + sender + " sent in the name of " + stranger + " was acknowledged",
                answer.evidence()));
    }

    private static long newest(User sender, ConversationId conversation) {
        return sender.session()
                .newestSeqs()
                .withTokenOf(sender.id())
                .mustBeOk(sender.toString(), "asks for the newest seqs by WebSocket")
                .getOrDefault(conversation, 0L);
    }

    private interface Attempt {
        Answer with(String text);
    }

    private static void tried(List<String> texts, String who, Attempt attempt) {
        String text = Text.fresh("to be refused");
        texts.add(text);
        attempt.with(text).require(who, REFUSED);
    }

    private static void strangerKnocks(User sender, Drivers drivers) {
        var handshake = drivers.gateway().connect(sender.id(), WRONG, sender.platform());
        if (handshake instanceof Session open) {
            open.close();
        }
        handshake.answer().require("somebody, opening a session with a wrong token,", REFUSED);
    }

    /**
     * Waits for a while in which they would arrive.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if one arrives
     * @throws Weakness if all else is refused, and the build takes what is written in another's name
     */
    public String mustStayUndelivered(Duration quiet) {
        Eventually.within(Deadline.in(quiet.plus(Arrived.STANDSTILL)), receiver.toString())
                .lookingEvery(Duration.ofMillis(50))
                .andStaysFor(quiet)
                .sees(this::delivered, Expectation.of("is not pushed what was refused", Refusals::none));
        long taken = newest(sender, nowhere) - before;
        Inbox.mustMeet(
                sender.toString(),
                Expectation.of(
                        "has no new message with somebody who does not exist",
                        seen -> taken > 0 ? Judgement.never(taken + " in " + nowhere) : Judgement.met("none")),
                List.of());
        weakness.ifPresent(known -> {
            throw known;
        });
        return texts.size() + " sendings and a handshake refused, nothing delivered for " + quiet.toMillis() + " ms";
    }

    private List<String> delivered() {
        return receiver.session().pushes().stream()
                .map(push -> push.message().text())
                .filter(texts::contains)
                .toList();
    }

    private static Judgement none(List<String> arrived) {
        return arrived.isEmpty()
                ? Judgement.met("nothing")
                : Judgement.never(arrived.size() + " of them, the first: " + arrived.get(0));
    }
}
