package openim.verify.client.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as S3 signs it. */
final class UrlText {

    private UrlText() {}

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
