package openim.verify.message.ledger;

import static openim.verify.message.ledger.Facts.ALICE;
import static openim.verify.message.ledger.Facts.BOB;
import static openim.verify.message.ledger.Facts.PATIENCE;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Asked;
import openim.verify.client.ConversationId;
import openim.verify.client.Failure;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;
import openim.verify.client.kafka.Offsets;
import openim.verify.client.user.Draft;

/** A ledger in a file, with messages from alice to bob that were sent long ago. */
public final class WrittenLedger implements AutoCloseable {

    public static final ConversationId CONVERSATION = ConversationId.between(ALICE, BOB);
    public static final Instant THEN = Instant.parse("2024-05-06T12:00:00Z");

    public final LedgerSettings opening;
    public final Path file;
    public final LedgerWriter scribe;
    public final LedgerReader reader;
    private long sent;

    private WrittenLedger(Path directory, Optional<Offsets> kafka) {
        this.opening = new LedgerSettings("ledger-1", THEN, PATIENCE, List.of(1), Map.of(), kafka);
        this.file = directory.resolve("here.db");
        this.scribe = LedgerWriter.in(file);
        this.reader = LedgerReader.of(file);
        scribe.opens(opening);
    }

    public static WrittenLedger in(Path directory) {
        return new WrittenLedger(directory, Optional.empty());
    }

    public static WrittenLedger withKafkaAt(Path directory, Offsets kafka) {
        return new WrittenLedger(directory, Optional.of(kafka));
    }

    /** A message that was acknowledged. */
    public LedgerEntry acknowledged() {
        return acknowledged(BOB);
    }

    public LedgerEntry acknowledged(UserId to) {
        LedgerEntry entry = sent(to);
        scribe.notes(
                new Attempt(entry.id(), 1, entry.writtenAt(), Attempt.Outcome.ACKNOWLEDGED, Duration.ofMillis(5), ""));
        scribe.flush();
        return entry;
    }

    /** A message to which nobody answered. */
    LedgerEntry sent() {
        return sent(BOB);
    }

    private LedgerEntry sent(UserId to) {
        sent++;
        Instant at = THEN.plusSeconds(sent);
        LedgerEntry entry = LedgerEntry.of(new Draft(MessageId.fresh(), ALICE, to, "text"), sent, at);
        scribe.before(opening.id(), entry, Attempt.begins(entry.id(), 1, at));
        return entry;
    }

    public static Message seen(LedgerEntry entry, long seq) {
        return seen(entry.id(), seq, "text", entry.writtenAt());
    }

    public static Message changed(LedgerEntry entry, long seq) {
        return seen(entry.id(), seq, "another text", entry.writtenAt());
    }

    public static Message other(long seq) {
        return seen(new MessageId("other-" + seq), seq, "text", THEN);
    }

    public static Message seen(MessageId id, long seq, String text, Instant at) {
        return new Message(
                id, "server-" + id, ALICE.value(), BOB.value(), seq, Message.TEXT, Message.contentOfText(text), at);
    }

    public List<State> states() {
        return Judge.judge(reader.book(opening)).stream()
                .map(JudgedMessage::state)
                .toList();
    }

    public List<FinalRead> looks() {
        return reader.looks(opening);
    }

    public static LaneRead lane() {
        return LaneRead.of(CONVERSATION, ALICE, BOB, 0, THEN, THEN.plusSeconds(60));
    }

    /** What a server told. */
    public static <T> ApiResult<T> told(T value) {
        return ApiResult.with(reply(0, ""), () -> value);
    }

    /** A server's complaint. */
    public static <T> ApiResult<T> refused(int code, String words) {
        return ApiResult.by(reply(code, words), data -> {
            throw new IllegalArgumentException("nothing was told");
        });
    }

    /** A server that says nothing. */
    public static <T> ApiResult<T> silent() {
        Answer none = new Answer.NoReply(asked(), Failure.NO_ANSWER, "no answer within 4000 ms", Duration.ofSeconds(4));
        return ApiResult.by(none, data -> {
            throw new IllegalArgumentException("nothing was told");
        });
    }

    private static Answer reply(int code, String words) {
        return new Answer.Reply(asked(), 200, code, words, "", MissingNode.getInstance(), Duration.ZERO);
    }

    private static Asked asked() {
        return new Asked("http://api", "");
    }

    @Override
    public void close() {
        reader.close();
        scribe.close();
    }
}
