package openim.verify.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Answer;
import openim.verify.client.Asked;
import openim.verify.client.Failure;

/** Reads {@code {"errCode","errMsg","errDlt","data"}}, and says what it is where it is something else. */
final class Envelope {

    private static final int NOT_FOUND = 404;

    /** What OpenIM's servers say of a path that they do not have. */
    private static final String NO_SUCH_CALL = "404 page not found";

    private Envelope() {}

    static Answer read(Asked asked, RawAnswer raw, Deadline deadline) {
        if (raw.tooBig()) {
            return not(asked, "an answer of more than " + Request.LARGEST_ANSWER + " bytes", raw, deadline);
        }
        Optional<JsonNode> json = Json.object(raw.body());
        if (json.isEmpty() && raw.http() == NOT_FOUND && raw.body().strip().equals(NO_SUCH_CALL)) {
            return new Answer.NoReply(
                    asked,
                    Failure.NO_SUCH_CALL,
                    "HTTP 404 " + NO_SUCH_CALL + ": it has no such call",
                    deadline.elapsed());
        }
        if (json.isEmpty()) {
            return not(asked, raw.isHtml() ? "an HTML page" : "not JSON", raw, deadline);
        }
        JsonNode errCode = json.get().path("errCode");
        if (!errCode.canConvertToInt()) {
            return not(asked, "JSON without an errCode", raw, deadline);
        }
        return new Answer.Reply(
                asked,
                raw.http(),
                errCode.intValue(),
                json.get().path("errMsg").asText(""),
                json.get().path("errDlt").asText(""),
                json.get().path("data"),
                deadline.elapsed());
    }

    private static Answer not(Asked asked, String what, RawAnswer raw, Deadline deadline) {
        String to = raw.location().map(l -> ", to " + withoutQuery(l)).orElse("");
        return new Answer.NoReply(
                asked,
                Failure.NOT_OPENIM,
                "not OpenIM: HTTP " + raw.http() + to + ", " + what + ": " + raw.body(),
                deadline.elapsed());
    }

    private static String withoutQuery(String location) {
        try {
            URI url = URI.create(location);
            return url.isAbsolute() ? Asked.where(url) : String.valueOf(url.getRawPath());
        } catch (IllegalArgumentException strange) {
            return "somewhere";
        }
    }
}
