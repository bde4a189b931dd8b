package openim.verify.rehearsal.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.java_websocket.exceptions.WebsocketNotConnectedException;

/**
 * One look at everything a client can see, each with four seconds, all at the same time.
 *
 * <p>Everything that a look needs is taken while all is well: people, tokens, held sessions.
 */
final class Look implements AutoCloseable {

    static final String OK = "ok";
    static final String DROPPED = "dropped";
    static final String NO_ANSWER = "no answer";
    static final String NOT_PUSHED = "not pushed";
    static final String NOT_STORED = "not stored";

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Map<String, Integer> PAGE = Map.of("pageNumber", 1, "showNumber", 10);

    private final World world;
    private final Person alice;
    private final Person bob;
    private final Session hers;
    private final Session his;
    private final String token;
    private final String botToken;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Look(World world) {
        this.world = world;
        alice = world.newPerson("alice");
        bob = world.newPerson("bob");
        hers = alice.settles();
        his = bob.settles();
        token = bob.token(Person.WEB + 2);
        botToken = adminLogin(world.admin).mustBeOk().path("adminToken").asText();
        hers.sends("first", bob);
    }

    /** What each check sees now. */
    Map<String, String> all() {
        showThatHeIsThere();
        Map<String, CompletableFuture<String>> pending = new LinkedHashMap<>();
        Rest api = world.api.within(PATIENCE);
        Rest chat = world.chat.within(PATIENCE);
        Rest admin = world.admin.within(PATIENCE);
        look(pending, "probe.api", api, "/auth/parse_token", "", Map.of("token", "junk"), 1503);
        look(pending, "probe.chat", chat, "/client_config/get", "", Map.of(), 0);
        look(pending, "probe.admin", admin, "/application/latest_version", "", Map.of(), 0);
        look(
                pending,
                "auth.admin-token",
                api,
                "/auth/get_admin_token",
                "",
                Map.of("secret", world.credentials.secret(), "userID", "imAdmin"),
                0);
        look(
                pending,
                "friends",
                api,
                "/friend/get_friend_list",
                token,
                Map.of("userID", bob.id(), "pagination", PAGE),
                0);
        look(
                pending,
                "groups",
                api,
                "/group/get_joined_group_list",
                token,
                Map.of("fromUserID", bob.id(), "pagination", PAGE),
                0);
        look(
                pending,
                "conversations",
                api,
                "/conversation/get_sorted_conversation_list",
                token,
                Map.of("userID", bob.id(), "pagination", PAGE),
                0);
        look(pending, "part-limit", api, "/object/part_limit", token, Map.of(), 0);
        pending.put("file", soon(() -> file(api)));
        look(pending, "chat.stranger", chat, "/account/login", "", stranger(), 20002);
        look(pending, "bot", world.bot.within(PATIENCE), "/agent/page", botToken, Map.of("pagination", PAGE), 0);
        pending.put("chat.login", soon(() -> judge(chatLogin(chat), 0)));
        pending.put("admin.login", soon(() -> judge(adminLogin(admin), 0)));
        pending.put("message.rest", soon(() -> judge(sendByRest(api), 0)));
        pending.put("gateway", soon(this::connect));
        pending.put(
                "message.acknowledged",
                soon(() -> acknowledged(UUID.randomUUID().toString())));
        pending.put("message.pushed", soon(this::pushed));
        pending.put("message.stored", soon(this::stored));
        Map<String, String> seen = new TreeMap<>();
        pending.forEach((check, outcome) -> seen.put(check, within(outcome, PATIENCE.plusSeconds(2), NO_ANSWER)));
        return seen;
    }

    /** The gateway drops who says nothing for half a minute. Whether it dropped him already is for the checks to say. */
    private void showThatHeIsThere() {
        try {
            his.send("{\"type\":\"ping\",\"body\":{}}");
        } catch (WebsocketNotConnectedException dropped) {
            return;
        }
    }

    /** Those of them that are not well. */
    Map<String, String> reds() {
        Map<String, String> reds = new TreeMap<>(all());
        reds.values().removeIf(OK::equals);
        return reds;
    }

    /** How a chat login goes now. */
    String chatLogin() {
        return judge(chatLogin(world.chat), 0);
    }

    /** Whether the sessions held since before the fault are still open. */
    boolean sessionsHeld() {
        return !hers.isOver() && !his.isOver();
    }

    @Override
    public void close() {
        hers.close();
        his.close();
        threads.shutdownNow();
    }

    private void look(
            Map<String, CompletableFuture<String>> pending,
            String check,
            Rest rest,
            String path,
            String with,
            Map<String, ?> body,
            int healthy) {
        pending.put(check, soon(() -> judge(rest.post(path, with, body), healthy)));
    }

    private static String judge(Rest.Answer answer, int healthy) {
        if (!answer.trouble().isEmpty()) {
            return answer.trouble();
        }
        return answer.code() == healthy ? OK : answer.code() + " " + answer.words();
    }

    private Rest.Answer chatLogin(Rest chat) {
        return chat.post(
                "/account/login",
                "",
                Map.of(
                        "areaCode",
                        "+86",
                        "phoneNumber",
                        world.credentials.chatAccount(),
                        "password",
                        md5(world.credentials.chatPassword()),
                        "platform",
                        5));
    }

    private Rest.Answer adminLogin(Rest admin) {
        return admin.post(
                "/account/login",
                "",
                Map.of(
                        "account", world.credentials.adminAccount(),
                        "password", md5(world.credentials.adminPassword()),
                        "version", "1"));
    }

    private Rest.Answer sendByRest(Rest api) {
        return api.post("/msg/send_msg", world.adminToken(), alice.writes(bob, "by rest"));
    }

    private static Map<String, Object> stranger() {
        return Map.of("areaCode", "+86", "phoneNumber", "19999999999", "password", "x", "platform", 5);
    }

    /** A small file, there and back. */
    private String file(Rest api) {
        byte[] bytes = Transfer.random(1_000);
        Transfer transfer = new Transfer(api, bob.id(), token);
        try {
            Rest.Answer initiated = transfer.initiate(bytes, "look");
            if (!judge(initiated, 0).equals(OK)) {
                return judge(initiated, 0);
            }
            JsonNode upload = initiated.mustBeOk().path("upload");
            Transfer.put(HttpRequest.newBuilder(URI.create(Transfer.firstUrl(upload))), bytes);
            Rest.Answer completed = transfer.complete(upload, bytes, "look");
            if (!judge(completed, 0).equals(OK)) {
                return judge(completed, 0);
            }
            byte[] back = Transfer.download(completed.mustBeOk().path("url").asText());
            return Arrays.equals(bytes, back) ? OK : "another file";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String connect() {
        Session session = Session.open(world.services.gateway(), bob.id(), token, Person.WEB + 2);
        try {
            JsonNode first = session.firstFrameWithin(PATIENCE);
            int code = first.path("errCode").asInt();
            return code == 0 ? OK : code + " " + first.path("errMsg").asText();
        } catch (TimeoutException e) {
            return NO_ANSWER;
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause().getMessage());
        } finally {
            session.close();
        }
    }

    /** By the held session. */
    private String acknowledged(String text) {
        JsonNode none = MissingNode.getInstance();
        JsonNode answer;
        try {
            answer = within(hers.sendsWithoutAwaiting(text, bob), PATIENCE, none);
        } catch (WebsocketNotConnectedException dropped) {
            return DROPPED;
        }
        if (answer.isMissingNode()) {
            // The sender may have written before he saw that he was dropped.
            return hers.isOver() ? DROPPED : NO_ANSWER;
        }
        int code = answer.path("errCode").asInt();
        return code == 0 ? OK : code + " " + answer.path("errMsg").asText();
    }

    private String pushed() {
        String text = UUID.randomUUID().toString();
        String acknowledged = acknowledged(text);
        if (!acknowledged.equals(OK)) {
            return OK;
        }
        return eventually(() -> his.pushedTexts().contains(Session.content(text))) ? OK : NOT_PUSHED;
    }

    private String stored() {
        String text = UUID.randomUUID().toString();
        if (!acknowledged(text).equals(OK)) {
            return OK;
        }
        try {
            return eventually(() -> alice.storedTexts(bob).contains(Session.content(text))) ? OK : NOT_STORED;
        } catch (AssertionError e) {
            return "could not look";
        }
    }

    private boolean eventually(BooleanSupplier seen) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (seen.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(50_000_000);
        }
        return false;
    }

    private CompletableFuture<String> soon(Supplier<String> check) {
        return CompletableFuture.supplyAsync(check, threads);
    }

    private static <T> T within(Future<T> future, Duration patience, T otherwise) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return otherwise;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String md5(String text) {
        return Transfer.md5(text.getBytes(StandardCharsets.UTF_8));
    }
}
