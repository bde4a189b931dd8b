package openim.verify.rehearsal.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import openim.verify.rehearsal.service.rpc.RpcFailure;
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
public record ResponseEnvelope(
        int errCode,
        String errMsg,
        String errDlt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object data) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of an answer. An empty map is nothing to say. */
    public static ResponseEnvelope of(Object answer) {
        return new ResponseEnvelope(0, "", "", Map.of().equals(answer) ? null : answer);
    }

    /** Of a refusal. */
    public static ResponseEnvelope of(RpcFailure failure) {
        return new ResponseEnvelope(failure.code(), failure.words(), failure.detail(), null);
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
