package openim.verify.file.doctor;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.client.Excerpt;
import openim.verify.client.net.HttpAnswer;

/**
 * What was answered where an object store should be.
 *
 * @param http the status
 * @param html whether a page for people came
 * @param code the object store's own, such as SignatureDoesNotMatch; empty if there is none
 * @param resource the path as the store saw it, where it says so
 * @param words the rest of what was said
 * @param date by the clock of whoever answered
 */
public record StoreReply(
        int http, boolean html, String code, Optional<String> resource, String words, Optional<Instant> date) {

    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,60})</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{1,200})</Message>");
    private static final Pattern RESOURCE = Pattern.compile("<Resource>([^<]{1,1000})</Resource>");

    public StoreReply {
        words = Excerpt.of(words);
    }

    /** As it came. */
    public static StoreReply of(HttpAnswer answer) {
        String body = answer.excerpt();
        return new StoreReply(
                answer.status(),
                answer.isHtml(),
                first(CODE, body).orElse(""),
                first(RESOURCE, body),
                first(MESSAGE, body).orElse(body),
                answer.date());
    }

    private static Optional<String> first(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether the bytes were taken. */
    public boolean isTaken() {
        return http == 200 && !html;
    }

    /** Whether an object store said it: all of them name their refusals. */
    public boolean isOfAStore() {
        return isTaken() || !code.isEmpty();
    }

    /** In one line. */
    @Override
    public String toString() {
        return "HTTP " + http + (code.isEmpty() ? "" : " " + code) + (html ? " with an HTML page" : "")
                + (words.isEmpty() || html ? "" : ": " + words);
    }
}
