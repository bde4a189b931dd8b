package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients see when a store lost its data and nobody was restarted. */
final class DataLossTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private World world;

    @BeforeEach
    void start() {
        world = World.start(ServiceOptions.standard());
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void emptiedRedisFailsChatLoginsUntilARestartAndSkipsABlockOfNumbers() {
        Look look = new Look(world);
        await().atMost(SOON).untilAsserted(() -> assertThat(look.reds()).isEmpty());
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");
        Session hers = alice.settles();
        Session his = bob.settles();
        hers.sends("before", bob);
        await().atMost(SOON).until(() -> his.pushed().size() == 1);

        world.store("redis").loseData();

        assertThat(look.chatLogin()).startsWith("1507 TokenNotExistError");
        hers.sends("after", bob);
        await().atMost(SOON).until(() -> his.pushed().size() == 2);
        assertThat(his.pushed().get(1).getSeq()).isGreaterThan(50);

        world.part("chat-api").kill();
        world.part("chat-api").start();
        await().atMost(SOON).untilAsserted(() -> assertThat(look.chatLogin()).isEqualTo(Look.OK));
    }
}
