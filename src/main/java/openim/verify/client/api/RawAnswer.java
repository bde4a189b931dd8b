package openim.verify.client.api;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import openim.verify.client.net.HttpAnswer;

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
        return contentType.contains("html") || HttpAnswer.looksLikeHtml(text());
    }

    /** How it begins. */
    String text() {
        return new String(body, 0, Math.min(body.length, 2000), StandardCharsets.UTF_8);
    }
}
