package openim.verify.client.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.await.Deadline;
import openim.verify.client.Answer;
import openim.verify.client.Asked;
import openim.verify.client.Failure;

/** The gateway's first word: an envelope in a text frame, or in a plain HTTP answer where it does not shake hands. */
final class FirstWord {

    private static final Pattern PLAIN_HTTP = Pattern.compile("HTTP/1\\.[01] (?!101)(\\d{3}).*", Pattern.DOTALL);
    private static final int UPGRADED = 101;

    private static final ObjectMapper JSON = new ObjectMapper();

    private FirstWord() {}

    static boolean isPlainHttp(String arrived) {
        return PLAIN_HTTP.matcher(arrived).matches();
    }

    static Answer read(Asked asked, String word, Deadline deadline) {
        Matcher plain = PLAIN_HTTP.matcher(word);
        int http = plain.matches() ? Integer.parseInt(plain.group(1)) : UPGRADED;
        JsonNode envelope = envelope(word);
        if (envelope.path("errCode").isInt()) {
            return new Answer.Reply(
                    asked,
                    http,
                    envelope.path("errCode").intValue(),
                    envelope.path("errMsg").asText(""),
                    envelope.path("errDlt").asText(""),
                    MissingNode.getInstance(),
                    deadline.elapsed());
        }
        String what = http == UPGRADED
                ? "a first frame that is no envelope: " + word
                : "HTTP " + http + " in the place of a handshake: " + afterHeaders(word);
        return new Answer.NoReply(asked, Failure.NOT_OPENIM, "not OpenIM: " + what, deadline.elapsed());
    }

    private static JsonNode envelope(String word) {
        int start = word.indexOf('{');
        int end = word.lastIndexOf('}');
        try {
            return start < 0 || end < start ? MissingNode.getInstance() : JSON.readTree(word.substring(start, end + 1));
        } catch (JsonProcessingException otherwise) {
            return MissingNode.getInstance();
        }
    }

    private static String afterHeaders(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        return end < 0 ? answer : answer.substring(end + 4);
    }
}
