package openim.verify.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import openim.verify.client.MessageId;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.wire.MsgData;

/** A session by hand over a socket, with as little as there can be between the caller and the wire: what ours is compared with. */
final class RawSession implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] MASK = {0, 0, 0, 0};
    private static final int SEND = 1003;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final UserId user;
    private int number;

    RawSession(URI gateway, UserId user, Token token) throws IOException {
        this.user = user;
        socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
        String query = "/?sendID=" + user + "&token=" + token.value()
                + "&platformID=5&operationID=raw&sdkType=js&isBackground=false&isMsgResp=true";
        out.write(("GET " + query + " HTTP/1.1\r\nHost: " + gateway.getAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                        + Base64.getEncoder().encodeToString(new byte[16]) + "\r\nSec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        readHead();
        readFrame();
    }

    private void readHead() throws IOException {
        int last = 0;
        while (last != 0x0d0a0d0a) {
            last = last << 8 | in.readUnsignedByte();
        }
    }

    /** Sends a text and waits for its acknowledgement. */
    Duration send(UserId to, String text) throws IOException {
        MsgData message = MsgData.newBuilder()
                .setSendID(user.value())
                .setRecvID(to.value())
                .setClientMsgID(MessageId.fresh().value())
                .setSenderPlatformID(5)
                .setSessionType(1)
                .setMsgFrom(100)
                .setContentType(101)
                .setContent(ByteString.copyFromUtf8("{\"content\":\"" + text + "\"}"))
                .putOptions("offlinePush", false)
                .putOptions("unreadCount", false)
                .build();
        String id = "raw-" + ++number;
        byte[] request = JSON.writeValueAsBytes(Map.of(
                "reqIdentifier",
                SEND,
                "token",
                "",
                "sendID",
                user.value(),
                "operationID",
                id,
                "msgIncr",
                id,
                "data",
                Base64.getEncoder().encodeToString(message.toByteArray())));
        long begun = System.nanoTime();
        writeFrame(request);
        while (true) {
            JsonNode answer = JSON.readTree(readFrame());
            if (answer.path("msgIncr").asText().equals(id)) {
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                if (answer.path("errCode").asInt() != 0) {
                    throw new AssertionError("refused: " + answer.path("errMsg"));
                }
                return took;
            }
        }
    }

    private void writeFrame(byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) 0x82)
                .put((byte) (0x80 | 126))
                .putShort((short) payload.length)
                .put(MASK)
                .put(payload);
        out.write(frame.array());
        out.flush();
    }

    private byte[] readFrame() throws IOException {
        in.readUnsignedByte();
        long length = in.readUnsignedByte();
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        return in.readNBytes((int) length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
