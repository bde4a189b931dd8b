package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import openim.verify.rehearsal.service.store.Conversation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One process of eight is dead: one partition's conversations feel it, and no others. */
@ExtendWith(BreakableWorld.class)
final class OneOfEightTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PARTITIONS = 8;

    private static World world;
    private static Person sender;
    private static Session from;

    /** One receiver for each partition. */
    private static final Map<Integer, Person> RECEIVERS = new TreeMap<>();

    private static final Map<Integer, Session> SESSIONS = new HashMap<>();

    @BeforeAll
    static void enter(World shared) {
        world = shared;
        sender = world.newPerson("sender");
        from = sender.settles();
        while (RECEIVERS.size() < PARTITIONS) {
            Person person = world.newPerson("receiver");
            String key = sender.conversationWith(person).substring("si_".length());
            RECEIVERS.putIfAbsent(Conversation.partition(key), person);
        }
        RECEIVERS.forEach((partition, person) -> SESSIONS.put(partition, person.settles()));
    }

    @Test
    void deadPushSilencesOnePartitionUntilItsSessionIsOver() {
        sendToAll("healthy");
        await().atMost(SOON).until(() -> reachedBy("healthy").size() == PARTITIONS);

        world.part("openim-push#3").kill();
        sendToAll("dead");

        await().atMost(SOON).until(() -> reachedBy("dead").size() == PARTITIONS - 1);
        await("it stays so while the group waits for the dead one")
                .during(Duration.ofSeconds(3))
                .atMost(SOON)
                .until(() -> reachedBy("dead").size() == PARTITIONS - 1);

        world.part("openim-push#3").start();
        await().atMost(SOON).until(world.services::settled);
        sendToAll("again");
        await().atMost(SOON).until(() -> reachedBy("again").size() == PARTITIONS);
        assertThat(reachedBy("dead")).hasSize(PARTITIONS - 1);
    }

    @Test
    void deadTransferDelaysOnePartition() {
        world.part("openim-msgtransfer#5").kill();
        sendToAll("late");
        await().atMost(SOON).until(() -> reachedBy("late").size() == PARTITIONS - 1);

        world.part("openim-msgtransfer#5").start();

        await().atMost(SOON).until(() -> reachedBy("late").size() == PARTITIONS);
    }

    private static void sendToAll(String text) {
        RECEIVERS
                .values()
                .forEach(receiver -> assertThat(
                                from.sends(text, receiver).path("errCode").asInt())
                        .isZero());
    }

    private static Set<Integer> reachedBy(String text) {
        return IntStream.range(0, PARTITIONS)
                .filter(partition -> SESSIONS.containsKey(partition)
                        && SESSIONS.getOrDefault(partition, from).pushedTexts().contains(Session.content(text)))
                .boxed()
                .collect(Collectors.toSet());
    }
}
