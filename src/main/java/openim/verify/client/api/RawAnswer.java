package openim.verify.client.api;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP answer before anybody looked into it.
 *
 * @param body as much of it as we read
 */
record RawAnswer(int http, String contentType, Optional<String> location, byte[] body) {

    boolean isTooBig() {
        return body.length > Request.LARGEST_ANSWER;
    }

    boolean isHtml() {
        String start = text().stripLeading().toLowerCase(Locale.ROOT);
        return contentType.contains("html") || start.startsWith("<!doctype html") || start.startsWith("<html");
    }

    /** How it begins. */
    String text() {
        return new String(body, 0, Math.min(body.length, 2000), StandardCharsets.UTF_8);
    }
}
