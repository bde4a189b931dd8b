package openim.verify.client.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A binary frame of the gateway.
 *
 * @param kind the reqIdentifier
 * @param msgIncr ties a reply to its request; empty in a push
 * @param data a protobuf
 */
record Frame(int kind, String msgIncr, int errCode, String errMsg, ByteString data) {

    static final int NEWEST_SEQ = 1001;
    static final int PULL = 1002;
    static final int SEND = 1003;
    static final int PUSH = 2001;
    static final int KICKED = 2002;

    /** The application's own ping, a text frame, which the server answers by a pong. */
    static final String PING = "{\"type\":\"ping\",\"body\":{}}";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request as it goes out; its operationID serves as msgIncr too. */
    static byte[] request(int kind, String user, String operationId, byte[] data) {
        ObjectNode frame = JSON.createObjectNode()
                .put("reqIdentifier", kind)
                .put("token", "")
                .put("sendID", user)
                .put("operationID", operationId)
                .put("msgIncr", operationId)
                .put("data", data);
        return frame.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A frame as it comes in.
     *
     * @throws IOException if it is none
     */
    static Frame read(ByteBuffer bytes) throws IOException {
        JsonNode json =
                JSON.readTree(StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
        JsonNode kind = json.path("reqIdentifier");
        if (!kind.isInt()) {
            throw new IOException("no reqIdentifier");
        }
        JsonNode data = json.path("data");
        return new Frame(
                kind.intValue(),
                json.path("msgIncr").asText(""),
                json.path("errCode").asInt(0),
                json.path("errMsg").asText(""),
                data.isTextual() ? ByteString.copyFrom(data.binaryValue()) : ByteString.EMPTY);
    }

    static boolean isPong(String text) {
        return text.contains("\"pong\"");
    }
}
