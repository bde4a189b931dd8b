package openim.verify.message.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import openim.verify.client.ConversationId;
import openim.verify.client.kafka.Offsets;

/**
 * How a flow began.
 *
 * @param id the ledger's name: sorts by time
 * @param slots the pairs of the account pool that it uses
 * @param newestSeqs the newest seq of each of its conversations before anything was sent
 * @param kafka where the topic {@code toRedis} ended before anything was sent; empty where that could not be looked at
 */
public record LedgerSettings(
        String id,
        Instant at,
        FlowTimeouts patience,
        List<Integer> slots,
        Map<ConversationId, Long> newestSeqs,
        Optional<Offsets> kafka) {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public LedgerSettings {
        slots = List.copyOf(slots);
        newestSeqs = Map.copyOf(newestSeqs);
    }

    /** A name for a ledger that begins now. Names sort by time, and no two are the same. */
    public static String newId(Instant now) {
        return SECOND.format(now) + "-ledger-" + UUID.randomUUID().toString().substring(0, 4);
    }
}
