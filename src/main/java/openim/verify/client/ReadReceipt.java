package openim.verify.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the writer of messages is told when their reader has marked them as read.
 *
 * @param reader a user id
 * @param conversation of which they are, as the server names it
 * @param seqs their numbers in it
 */
public record ReadReceipt(String reader, String conversation, List<Long> seqs) {

    /** contentType of the notification that brings one. */
    public static final int CONTENT_TYPE = 2200;

    private static final ObjectMapper JSON = new ObjectMapper();

    public ReadReceipt {
        seqs = List.copyOf(seqs);
    }

    /** The receipt in a notification; empty if that brings none, or none that can be read. */
    public static Optional<ReadReceipt> in(Message notification) {
        if (notification.contentType() != CONTENT_TYPE) {
            return Optional.empty();
        }
        try {
            // A document within a document, as in all notifications.
            String detail = JSON.readTree(notification.content()).path("detail").asText("");
            JsonNode tips = JSON.readTree(detail);
            List<Long> seqs = new ArrayList<>();
            tips.path("seqs").forEach(seq -> seqs.add(seq.asLong()));
            return Optional.of(new ReadReceipt(
                    tips.path("markAsReadUserID").asText(""),
                    tips.path("conversationID").asText(""),
                    seqs));
        } catch (JsonProcessingException otherwise) {
            return Optional.empty();
        }
    }

    /** As a clause: {@code seq 7 of si_alice_bob, read by bob}. */
    @Override
    public String toString() {
        return "seq " + String.join(", ", seqs.stream().map(String::valueOf).toList()) + " of " + conversation
                + ", read by " + reader;
    }
}
