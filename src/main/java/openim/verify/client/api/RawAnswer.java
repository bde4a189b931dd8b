package openim.verify.client.api;

import java.util.Optional;
import openim.verify.client.net.HttpAnswer;

/**
 * An HTTP answer before anybody looked into it.
 *
 * @param location where it leads on to; can be a key
 * @param body as much of it as we read
 * @param tooBig whether there is more
 */
record RawAnswer(int http, String contentType, Optional<String> location, String body, boolean tooBig) {

    boolean isHtml() {
        return contentType.contains("html") || HttpAnswer.looksLikeHtml(body);
    }
}
