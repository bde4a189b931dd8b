package openim.verify.rehearsal.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import openim.verify.rehearsal.service.rpc.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What every call is answered with.
 *
 * @param errCode 0 if it went well
 * @param errMsg what went wrong
 * @param errDlt why
 * @param data the answer; absent if there is nothing to say
 */
@JsonPropertyOrder({"errCode", "errMsg", "errDlt", "data"})
public record Envelope(
        int errCode,
        String errMsg,
        String errDlt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object data) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of an answer. An empty map is nothing to say. */
    public static Envelope of(Object answer) {
        return new Envelope(0, "", "", Map.of().equals(answer) ? null : answer);
    }

    /** Of a refusal. */
    public static Envelope of(Failure failure) {
        return new Envelope(failure.code(), failure.words(), failure.detail(), null);
    }

    /** As it goes over the wire. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is no JSON", e);
        }
    }
}
