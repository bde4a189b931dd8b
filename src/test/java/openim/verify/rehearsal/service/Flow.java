package openim.verify.rehearsal.service;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A sender who writes to several receivers in turn, and what becomes of his messages. */
final class Flow implements AutoCloseable {

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Person sender;
    private final Session from;
    private final Map<Person, Session> receivers = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> sent = new LinkedHashMap<>();

    Flow(World world, int receiverCount) {
        sender = world.newPerson("sender");
        from = sender.settles();
        IntStream.range(0, receiverCount)
                .mapToObj(i -> world.newPerson("receiver"))
                .forEach(person -> receivers.put(person, person.settles()));
    }

    /** Sends so many messages, one each tenth of a second; gives their texts. */
    Set<String> sends(int count) {
        Set<String> texts = new HashSet<>();
        List<Person> turns = new ArrayList<>(receivers.keySet());
        for (int i = 0; i < count; i++) {
            String text = "m" + sent.size();
            sent.put(text, from.sendsWithoutAwaiting(text, turns.get(i % turns.size())));
            texts.add(text);
            // The pace of a person who writes; not a wait for anything.
            await().pollDelay(BETWEEN).until(() -> true);
        }
        receivers.values().forEach(session -> session.send("{\"type\":\"ping\",\"body\":{}}"));
        return texts;
    }

    /** Those of these that were acknowledged. */
    Set<String> acknowledged(Set<String> texts) {
        return texts.stream()
                .filter(text -> codeOf(sent.getOrDefault(text, new CompletableFuture<>())) == 0)
                .collect(Collectors.toSet());
    }

    /** How often each text was pushed to its receiver. */
    Map<String, Long> pushes() {
        return receivers.values().stream()
                .flatMap(session -> session.pushedTexts().stream())
                .collect(Collectors.groupingBy(Flow::text, Collectors.counting()));
    }

    /** How often each text is stored. */
    Map<String, Long> stored() {
        return receivers.keySet().stream()
                .flatMap(receiver -> sender.storedTexts(receiver).stream())
                .collect(Collectors.groupingBy(Flow::text, Collectors.counting()));
    }

    /** Whether the last number of a conversation was ever followed by a lower one, or by itself with another text. */
    boolean numbersGoUp() {
        return receivers.values().stream().allMatch(session -> {
            Map<Long, String> texts = session.pushed().stream()
                    .collect(Collectors.toMap(
                            message -> message.getSeq(),
                            message -> message.getContent().toStringUtf8(),
                            (one, other) -> one.equals(other) ? one : ""));
            return !texts.containsValue("");
        });
    }

    @Override
    public void close() {
        from.close();
        receivers.values().forEach(Session::close);
    }

    private static String text(String content) {
        return content.substring("{\"content\":\"".length(), content.length() - 2);
    }

    private static int codeOf(CompletableFuture<JsonNode> answer) {
        try {
            return answer.get(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .path("errCode")
                    .asInt();
        } catch (ExecutionException | TimeoutException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
