package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.rehearsal.Part;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients see when one part is dead or hung: each row of the measured tables. */
@Tag("matrix")
final class FaultsTest {

    private static final Duration MENDED_WITHIN = Duration.ofSeconds(60);

    private static World world;
    private static Look look;

    @BeforeAll
    static void start() {
        world = World.start(ServiceOptions.standard());
        look = new Look(world);
        awaitHealth();
    }

    private static void awaitHealth() {
        await("all is well")
                .atMost(MENDED_WITHIN)
                .untilAsserted(() -> assertThat(look.reds()).isEmpty());
    }

    @AfterAll
    static void close() {
        look.close();
        world.close();
    }

    /**
     * A row: what is broken, and what is red then, and in which words.
     *
     * @param reds by check a part of its words; all other checks are well
     */
    record Row(String fault, String part, Map<String, String> reds) {

        static Row killed(String part, String... reds) {
            return new Row("killed", part, parse(reds));
        }

        static Row hung(String part, String... reds) {
            return new Row("hung", part, parse(reds));
        }

        private static Map<String, String> parse(String... reds) {
            return Arrays.stream(reds)
                    .flatMap(red -> Arrays.stream(red.split("=", 2)[0].split(" "))
                            .map(check -> Map.entry(check, red.split("=", 2)[1])))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        void happen(Part broken) {
            if (fault.equals("killed")) {
                broken.kill();
            } else {
                broken.hang();
            }
        }

        @Override
        public String toString() {
            return part + " " + fault;
        }
    }

    private static final String WITH_TOKEN =
            "friends groups conversations part-limit file message.rest message.stored gateway";

    static Stream<Row> rows() {
        String authDown = "grpc service auth-rpc-service down";
        String refused = "connection refused";
        return Stream.of(
                Row.killed(
                        "openim-api",
                        "probe.api auth.admin-token friends groups conversations part-limit file message.rest chat.login="
                                + refused),
                Row.killed(
                        "openim-rpc-auth",
                        "probe.api auth.admin-token chat.login friends groups conversations part-limit file message.rest gateway="
                                + authDown),
                Row.killed("openim-rpc-user", "auth.admin-token chat.login=grpc service user-rpc-service down"),
                Row.killed(
                        "openim-rpc-msg",
                        "message.acknowledged message.rest conversations=grpc service msg-rpc-service down"),
                Row.killed("openim-rpc-third", "file part-limit=grpc service third-rpc-service down"),
                Row.killed("openim-rpc-conversation", "conversations=grpc service conversation-rpc-service down"),
                Row.killed("openim-rpc-friend", "friends=grpc service friend-rpc-service down"),
                Row.killed("openim-rpc-group", "groups=grpc service group-rpc-service down"),
                Row.killed("openim-crontask"),
                Row.killed("chat-rpc", "chat.login chat.stranger=14 connection error"),
                Row.killed("chat-api", "probe.chat chat.login chat.stranger=" + refused),
                Row.killed("admin-rpc", "probe.chat probe.admin chat.login admin.login bot=14 connection error"),
                Row.killed("admin-api", "probe.admin admin.login=" + refused),
                Row.killed("bot-api", "bot=" + refused),
                Row.killed("bot-rpc", "bot=14 connection error"),
                Row.killed("openim-msgtransfer", "message.pushed=not pushed", "message.stored=not stored"),
                Row.killed("openim-push", "message.pushed=not pushed"),
                Row.killed(
                        "mongo",
                        "probe.chat probe.admin file chat.login chat.stranger admin.login friends groups conversations bot=no answer"),
                Row.killed(
                        "redis",
                        "auth.admin-token friends groups conversations part-limit file message.rest gateway bot=connection refused",
                        "chat.login admin.login=connection refused",
                        "message.pushed=not pushed"),
                Row.killed("kafka", "message.acknowledged=ServerInternalError", "message.rest="),
                Row.killed("minio", "file="),
                Row.killed("etcd"),
                Row.hung(
                        "openim-api",
                        "probe.api auth.admin-token chat.login friends groups conversations part-limit file message.rest=no answer"),
                Row.hung(
                        "openim-rpc-auth",
                        "probe.api auth.admin-token chat.login friends groups conversations part-limit file message.rest gateway=no answer"),
                Row.hung("openim-rpc-msg", "message.acknowledged message.rest conversations=no answer"),
                Row.hung("openim-msgtransfer", "message.pushed=not pushed", "message.stored=not stored"),
                Row.hung("openim-push", "message.pushed=not pushed"),
                Row.hung("openim-msggateway", "gateway message.acknowledged=no answer"),
                Row.hung("chat-rpc", "chat.login chat.stranger=no answer"),
                Row.hung("chat-api", "probe.chat chat.login chat.stranger=no answer"),
                Row.hung(
                        "mongo",
                        "probe.chat probe.admin file chat.login chat.stranger admin.login friends groups conversations bot=no answer"),
                Row.hung(
                        "redis",
                        "auth.admin-token friends groups conversations part-limit file message.rest gateway chat.login admin.login bot=",
                        "message.pushed=not pushed"),
                Row.hung("kafka", "message.acknowledged message.rest=no answer"),
                Row.hung("minio", "file=no answer"),
                Row.hung("etcd"),
                Row.killed("openim-msggateway", "gateway=", "message.acknowledged=dropped"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void clientsSeeWhatTheySawOfTheRealOne(Row row) {
        Part part = world.part(row.part());

        row.happen(part);
        Map<String, String> reds = look.reds();
        boolean held = look.sessionsHeld();
        part.resume();
        part.start();

        assertThat(reds.keySet()).isEqualTo(new TreeMap<>(row.reds()).keySet());
        row.reds()
                .forEach((check, words) -> assertThat(reds.get(check)).as(check).contains(words));
        assertThat(held).isEqualTo(!row.toString().equals("openim-msggateway killed"));
        if (!held) {
            look.close();
            look = new Look(world);
        }
        awaitHealth();
    }
}
