package openim.verify.rehearsal.service.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.MessageLite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Binary frames in both directions: JSON, with protobuf in base64 within. */
final class ServerFrame {

    static final int NEWEST_SEQ = 1001;
    static final int PULL_RANGES = 1002;
    static final int SEND = 1003;
    static final int PULL_SEQS = 1005;
    static final int READ_AND_MAX_SEQ = 1006;
    static final int LAST_MESSAGE = 1007;
    static final int PUSH = 2001;
    static final int KICKED = 2002;
    static final int LOGOUT = 2003;
    static final int BACKGROUND = 2004;
    static final int ONLINE_STATUS = 2005;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerFrame() {}

    /** What a client asks; {@code data} is Base64. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Request(
            int reqIdentifier,
            @Nullable String sendID,
            @Nullable String operationID,
            @Nullable String msgIncr,
            @Nullable String data) {}

    /** What the gateway answers, or tells unasked; {@code data} is Base64. */
    @JsonPropertyOrder({"reqIdentifier", "msgIncr", "operationID", "errCode", "errMsg", "data"})
    record Response(
            int reqIdentifier,
            String msgIncr,
            String operationID,
            int errCode,
            String errMsg,
            @Nullable String data) {}

    /** Protobuf as frames carry it. */
    static String encoded(MessageLite message) {
        return Base64.getEncoder().encodeToString(message.toByteArray());
    }

    /** What a frame carries; empty if that is nothing. */
    static byte[] decoded(@Nullable String data) {
        return data == null ? new byte[0] : Base64.getDecoder().decode(data);
    }

    static Request read(byte[] frame, boolean gzip) throws IOException {
        return JSON.readValue(gzip ? unzip(frame) : frame, Request.class);
    }

    /** @param inJson or else in gob */
    static byte[] write(Response response, boolean gzip, boolean inJson) {
        try {
            byte[] frame = inJson ? JSON.writeValueAsBytes(response) : Gob.of(response);
            return gzip ? zip(frame) : frame;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(plain);
        }
        return zipped.toByteArray();
    }

    private static byte[] unzip(byte[] zipped) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        }
    }
}
