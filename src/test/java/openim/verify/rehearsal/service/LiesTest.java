package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import openim.verify.rehearsal.Lie;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the services do while they lie; about files see {@link FilesTest}. */
@ExtendWith(HealthyWorld.class)
final class LiesTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final String TEXT = "the truth";
    private static final String CONTENT = Session.content(TEXT);

    private static World world;

    private Person alice;
    private Person bob;
    private Session hers;
    private Session his;

    @BeforeAll
    static void enter(World shared) {
        world = shared;
    }

    @BeforeEach
    void meet() {
        alice = world.newPerson("alice");
        bob = world.newPerson("bob");
        hers = alice.settles();
        his = bob.settles();
    }

    @AfterEach
    void tellTheTruthAgain() {
        world.lies.recantAll();
        hers.close();
        his.close();
    }

    @Test
    void acknowledgesWithoutDelivering() {
        world.lies.tell(Lie.ACKNOWLEDGES_WITHOUT_DELIVERING);
        mustAcknowledge();
        await().during(QUIET)
                .atMost(SOON)
                .until(() -> his.pushed().isEmpty() && alice.storedTexts(bob).isEmpty());
    }

    @Test
    void deliversTwiceAndStoresOnce() {
        world.lies.tell(Lie.DELIVERS_TWICE);
        mustAcknowledge();
        await().atMost(SOON).untilAsserted(() -> assertThat(his.pushedTexts()).containsExactly(CONTENT, CONTENT));
        assertThat(his.pushed().get(0)).isEqualTo(his.pushed().get(1));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(alice.storedTexts(bob)).containsExactly(CONTENT));
    }

    @Test
    void corruptsOneByte() {
        world.lies.tell(Lie.CORRUPTS);
        mustAcknowledge();
        await().atMost(SOON).until(() -> !his.pushed().isEmpty());
        String pushed = his.pushedTexts().get(0);
        assertThat(pushed).hasSameSizeAs(CONTENT).isNotEqualTo(CONTENT).startsWith("{\"content\":\"");
    }

    @Test
    void pushesAndStoresNothing() {
        world.lies.tell(Lie.STORES_NOTHING);
        mustAcknowledge();
        await().atMost(SOON).untilAsserted(() -> assertThat(his.pushedTexts()).containsExactly(CONTENT));
        await().during(QUIET).atMost(SOON).until(() -> alice.storedTexts(bob).isEmpty());
    }

    private void mustAcknowledge() {
        assertThat(hers.sends(TEXT, bob).path("errCode").asInt()).isZero();
    }
}
