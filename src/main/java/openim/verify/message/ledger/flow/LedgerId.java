package openim.verify.message.ledger.flow;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** Names ledgers: they sort by time, and no two are the same. */
final class LedgerId {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LedgerId() {}

    static String next(Instant now) {
        return SECOND.format(now) + "-ledger-" + UUID.randomUUID().toString().substring(0, 4);
    }
}
