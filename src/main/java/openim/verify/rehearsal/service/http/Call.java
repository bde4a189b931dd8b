package openim.verify.rehearsal.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import openim.verify.rehearsal.service.rpc.Caller;

/**
 * One call of a REST server.
 *
 * @param caller whose token came with it; nobody's where none is asked for
 * @param body what was posted
 * @param api where clients reach the API: as a proxy says in {@code X-Request-Api}, else where it was sent, by plain HTTP
 * @param operationId as it came
 * @param token as it came; may be empty
 */
public record Call(Caller caller, JsonNode body, String api, String operationId, String token) {

    /** This text of the body; empty if it is not there. */
    public String text(String field) {
        return body.path(field).asText("");
    }

    /** This number of the body; 0 if it is not there. */
    public int number(String field) {
        return body.path(field).asInt(0);
    }

    /** These texts of the body. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        body.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    Call by(Caller now) {
        return new Call(now, body, api, operationId, token);
    }
}
