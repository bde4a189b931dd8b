package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody with an account, and what he does over REST. */
final class Person {

    static final int WEB = 5;

    private static final int TEXT = 101;
    private static final int SINGLE = 1;

    private final World world;
    private final String id;

    Person(World world, String id) {
        this.world = world;
        this.id = id;
    }

    String id() {
        return id;
    }

    String token() {
        return token(WEB);
    }

    String token(int platform) {
        return world.api
                .post("/auth/get_user_token", world.adminToken(), Map.of("userID", id, "platformID", platform))
                .mustBeOk()
                .path("token")
                .asText();
    }

    /** A session that is pushed to. */
    Session settles() {
        Session session = connects(token());
        await("the gateway has told that " + id + " is online")
                .atMost(Duration.ofSeconds(20))
                .until(() -> world.services.online(id));
        return session;
    }

    /** A session that the gateway has taken in; as with the real one, it does so after its first frame. */
    Session connects(String token) {
        Session session = Session.open(world.services.gateway(), id, token, WEB);
        assertThat(session.firstFrame().path("errCode").asInt(-1)).isZero();
        assertThat(session.pings()).contains("pong");
        return session;
    }

    /** What {@code /msg/send_msg} is asked for, so that this text goes from here to somebody. */
    Map<String, Object> writes(Person other, String text) {
        return Map.of(
                "sendID",
                id,
                "recvID",
                other.id,
                "senderPlatformID",
                WEB,
                "content",
                Map.of("content", text),
                "contentType",
                TEXT,
                "sessionType",
                SINGLE);
    }

    String conversationWith(Person other) {
        return "si_" + String.join("_", Stream.of(id, other.id).sorted().toList());
    }

    /** The texts between the two that MongoDB has. */
    List<String> storedTexts(Person receiver) {
        JsonNode found = world.api
                .within(Duration.ofSeconds(4))
                .post(
                        "/msg/search_msg",
                        world.adminToken(),
                        Map.of(
                                "sendID",
                                id,
                                "recvID",
                                receiver.id,
                                "contentType",
                                101,
                                "sessionType",
                                1,
                                "sendTime",
                                "",
                                "pagination",
                                Map.of("pageNumber", 1, "showNumber", 10_000)))
                .mustBeOk();
        List<String> texts = new ArrayList<>();
        found.path("chatLogs")
                .forEach(log -> texts.add(log.path("chatLog").path("content").asText()));
        return texts;
    }
}
