package openim.verify.client.net;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer of plain HTTP.
 *
 * @param location where it leads on to; can be a key
 * @param date by the clock of whoever answered
 * @param excerpt how the body begins, if it was not read by somebody else
 */
public record HttpAnswer(
        int status,
        Optional<String> location,
        String contentType,
        Optional<Instant> date,
        String excerpt,
        Duration took) {

    /** Whether it is a page for people, such as a proxy or a login in the way would send. */
    public boolean isHtml() {
        return contentType.contains("html") || looksLikeHtml(excerpt);
    }

    /** Whether a body that begins so is a page for people. */
    public static boolean looksLikeHtml(String beginning) {
        String start = beginning.stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html");
    }
}
