package openim.verify.client.mongo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import org.bson.Document;

/** One document of the collection {@code msg}: a hundred seqs of a conversation. */
record MessageDocument(Document document) {

    /** The field that names a document. */
    static final String ID = "doc_id";

    private static final int SEQS = 100;

    /** The number of the document that holds a seq. */
    static long number(long seq) {
        return (seq - 1) / SEQS;
    }

    /** The lowest seq that a document can hold. */
    static long firstSeq(long number) {
        return number * SEQS + 1;
    }

    static String id(ConversationId conversation, long number) {
        return conversation + ":" + number;
    }

    /** The number in a document's name; empty if the name has another form. */
    static OptionalLong numberIn(String id) {
        String number = id.substring(id.lastIndexOf(':') + 1);
        return number.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(number)) : OptionalLong.empty();
    }

    /** The messages that are stored in it. */
    Stream<Message> messages() {
        return Optional.ofNullable(document.getList("msgs", Document.class)).orElse(List.of()).stream()
                .flatMap(Stream::ofNullable)
                .flatMap(place -> Stream.ofNullable(place.get("msg", Document.class)))
                .filter(stored -> !text(stored, "client_msg_id").isBlank())
                .map(MessageDocument::message);
    }

    private static Message message(Document stored) {
        return new Message(
                new MessageId(text(stored, "client_msg_id")),
                text(stored, "server_msg_id"),
                text(stored, "send_id"),
                text(stored, "recv_id"),
                number(stored, "seq"),
                (int) number(stored, "content_type"),
                text(stored, "content"),
                Instant.ofEpochMilli(number(stored, "send_time")));
    }

    private static String text(Document stored, String field) {
        return stored.get(field) instanceof String text ? text : "";
    }

    private static long number(Document stored, String field) {
        return stored.get(field) instanceof Number number ? number.longValue() : 0;
    }
}
