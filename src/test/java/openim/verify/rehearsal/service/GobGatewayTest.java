package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import openim.verify.rehearsal.Edition;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway of 3.8.1, which speaks gob whatever it is told. */
final class GobGatewayTest {

    private static final long PATIENCE_SECONDS = 30;

    /** What Go writes first of a struct of that name and that number: its own number negated, and that it is a struct. */
    private static final byte[] RESP = {
        (byte) 0xff, (byte) 0x81, 3, 1, 1, 4, 'R', 'e', 's', 'p', 1, (byte) 0xff, (byte) 0x82
    };

    private static World world;

    @BeforeAll
    static void start() {
        world = World.start(ServiceOptions.standard().as(Edition.V3_8_1));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** Takes whatever comes. */
    private static final class Listener extends WebSocketClient {

        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();

        Listener(Person person, String sdkType) {
            super(URI.create(world.services.gateway() + "/?sendID=" + person.id() + "&token=" + person.token()
                    + "&platformID=" + Person.WEB + "&operationID=" + UUID.randomUUID() + "&sdkType=" + sdkType
                    + "&isBackground=false&isMsgResp=true"));
            setConnectionLostTimeout(0);
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            // The first frame tells how it went.
        }

        @Override
        public void onMessage(String text) {
            texts.add(text);
        }

        @Override
        public void onMessage(ByteBuffer bytes) {
            byte[] frame = new byte[bytes.remaining()];
            bytes.get(frame);
            frames.add(frame);
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            ends.add(code);
        }

        @Override
        public void onError(Exception e) {
            // It ends then.
        }
    }

    private static Listener connected(String sdkType) throws InterruptedException {
        Listener listener = new Listener(world.newPerson("alice"), sdkType);
        assertThat(listener.connectBlocking()).isTrue();
        assertThat(listener.texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).startsWith("{\"errCode\":0");
        return listener;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"ping\",\"body\":{}}", "hello"})
    void aTextEndsTheSessionWithoutACloseFrame(String text) throws InterruptedException {
        Listener listener = connected("js");

        listener.send(text);

        assertThat(listener.ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1006);
    }

    @Test
    void jsonEndsItTooWhateverLanguageWasAskedFor() throws InterruptedException {
        Listener listener = connected("bogus");

        listener.send("{\"reqIdentifier\":1001}".getBytes(StandardCharsets.UTF_8));

        assertThat(listener.ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1006);
        assertThat(listener.frames).isEmpty();
    }

    @Test
    void whatItPushesIsGob() throws InterruptedException {
        Person bob = world.newPerson("bob");
        Listener listener = new Listener(bob, "js");
        assertThat(listener.connectBlocking()).isTrue();
        org.awaitility.Awaitility.await().until(() -> world.services.online(bob.id()));
        Person alice = world.newPerson("alice");

        world.api
                .post("/msg/send_msg", world.adminToken(), alice.writes(bob, "hello"))
                .mustBeOk();

        byte[] frame = listener.frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(frame).isNotNull().containsSequence(RESP);
        int described = frame[0];
        int value = described + 1;
        assertThat(frame.length).as("two messages, each behind its length").isEqualTo(value + width(frame, value));
        assertThat(new String(frame, StandardCharsets.ISO_8859_1)).contains("ReqIdentifier", "hello", "si_");
        listener.close();
    }

    /** The length of a message of gob that begins here, with that of its own number. */
    private static int width(byte[] frame, int at) {
        if (frame[at] >= 0) {
            return 1 + frame[at];
        }
        int length = 0;
        for (int i = 1; i <= -frame[at]; i++) {
            length = length << 8 | frame[at + i] & 0xff;
        }
        return 1 - frame[at] + length;
    }

    @Test
    void whatCameWithLaterReleasesIsNotThere() throws Exception {
        assertThat(world.api.get("/prometheus_discovery/msg_transfer").statusCode())
                .isEqualTo(404);
        assertThat(world.admin.get("/application/latest_version").body()).contains("404 page not found");
    }
}
