package openim.verify.message.ledger;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import openim.verify.client.ConversationId;
import openim.verify.client.GroupId;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;
import openim.verify.client.user.Draft;

/**
 * A message of a flow, as it was before it was sent.
 *
 * @param id the sender's id of it, which every retry keeps
 * @param number its number in the flow, from 1 on
 * @param textHash the SHA-256 of its text, in lower-case hex: the text itself is not kept
 * @param writtenAt when it was written down, by our clock
 */
public record LedgerEntry(
        MessageId id,
        long number,
        UserId from,
        UserId to,
        ConversationId conversation,
        String textHash,
        Instant writtenAt) {

    public static LedgerEntry of(Draft draft, long number, Instant now) {
        UserId to = draft.to().fold(person -> person, LedgerEntry::noPerson);
        return new LedgerEntry(draft.id(), number, draft.from(), to, draft.conversation(), hash(draft.text()), now);
    }

    private static UserId noPerson(GroupId group) {
        throw new IllegalArgumentException("a flow is between people, and " + group + " is a group");
    }

    /** Whether this is its text, letter by letter. */
    boolean isIntact(String text) {
        return textHash.equals(hash(text));
    }

    private static String hash(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
