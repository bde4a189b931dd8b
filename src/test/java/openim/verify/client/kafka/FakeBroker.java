package openim.verify.client.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.requests.RequestHeader;

/** A broker that can do nothing but say what its cluster is like. */
final class FakeBroker implements AutoCloseable {

    private final ServerSocket listener;
    private final Optional<MetadataResponseData> metadata;
    private final AtomicInteger connections = new AtomicInteger();

    FakeBroker(MetadataResponseData metadata) throws IOException {
        this(Optional.of(metadata));
    }

    private FakeBroker(Optional<MetadataResponseData> metadata) throws IOException {
        this.metadata = metadata;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    /** One that wants a login first: it says which requests it knows, and hangs up at any other. */
    static FakeBroker hangingUp() throws IOException {
        return new FakeBroker(Optional.empty());
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How often somebody connected. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                inBackground(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] request = in.readNBytes(in.readInt());
                byte[] response = answer(RequestHeader.parse(ByteBuffer.wrap(request)));
                out.writeInt(response.length);
                out.write(response);
                out.flush();
            }
        } catch (IOException gone) {
            // The client hung up.
        }
    }

    private byte[] answer(RequestHeader header) throws EOFException {
        short version = header.apiVersion();
        ApiMessage body =
                header.apiKey() == ApiKeys.API_VERSIONS ? versions() : metadata.orElseThrow(EOFException::new);
        ByteBuffer head = MessageUtil.toByteBufferAccessor(
                        new ResponseHeaderData().setCorrelationId(header.correlationId()),
                        header.apiKey().responseHeaderVersion(version))
                .buffer();
        ByteBuffer tail = MessageUtil.toByteBufferAccessor(body, version).buffer();
        return ByteBuffer.allocate(head.remaining() + tail.remaining())
                .put(head)
                .put(tail)
                .array();
    }

    private static ApiVersionsResponseData versions() {
        ApiVersionsResponseData versions = new ApiVersionsResponseData();
        versions.apiKeys().add(version(ApiKeys.API_VERSIONS));
        versions.apiKeys().add(version(ApiKeys.METADATA));
        return versions;
    }

    private static ApiVersion version(ApiKeys key) {
        return new ApiVersion().setApiKey(key.id).setMinVersion((short) 0).setMaxVersion(key.latestVersion());
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "fake-broker");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
