package openim.verify.report;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import openim.verify.suite.Suite;

/** Names of runs: the time in UTC, so that they sort; the suite; and four letters, so that two of one second differ. */
final class RunId {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LETTERS = 4;

    private RunId() {}

    static String next(Suite suite, Instant startedAt) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LETTERS; i++) {
            letters.append((char) ('a' + RANDOM.nextInt(26)));
        }
        return TIME.format(startedAt) + "-" + suite.name() + "-" + letters;
    }
}
