package openim.verify.message;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import openim.verify.client.Ack;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Asked;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.Recipient;
import openim.verify.client.UserId;
import openim.verify.client.user.Draft;
import openim.verify.client.user.Sent;

/** Messages as somebody sent, and somebody saw them. */
public final class Sightings {

    private Sightings() {}

    public static Sent sent(String number) {
        return sent(number, new UserId("b"));
    }

    public static Sent sent(String number, Recipient to) {
        MessageId id = new MessageId("m" + number);
        Draft draft = new Draft(id, new UserId("a"), to, "text " + number);
        Answer answer = new Answer.Reply(
                new Asked("ws://gateway", ""), 101, 0, "", "", MissingNode.getInstance(), Duration.ZERO);
        return new Sent(
                id, draft, ApiResult.with(answer, () -> new Ack(id, "s" + number, Instant.EPOCH)), Instant.EPOCH);
    }

    public static Message seen(Sent sent, long seq) {
        return new Message(
                sent.id(),
                sent.ack().value().orElseThrow().serverId(),
                "a",
                "b",
                seq,
                Message.TEXT,
                Message.contentOfText(sent.draft().text()),
                Instant.EPOCH);
    }
}
