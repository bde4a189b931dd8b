package openim.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** A journey tells its steps once; each is looked at by itself, and waits for what it needs and for nothing else. */
class JourneyTest {

    record Door(boolean opens) {}

    record Letter(String words) {}

    /** What happens to a letter, as the door has it. */
    static final class Post {

        @Journey
        @Promise(
                check = "message.acknowledged",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 1)
        @Promise(
                check = "message.pushed",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 2)
        @Promise(
                check = "message.pulled",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 3)
        @Promise(
                check = "probe.friend",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 4)
        void travels(Given<Door> door, Steps step) {
            var sent = step.check("message.acknowledged", note -> {
                if (!door.get().opens()) {
                    throw new BrokenPromise("the door is shut");
                }
                note.says("taken").with("weight", 3);
                return new Letter("hello");
            });
            step.check("message.pushed", note -> note.says(sent.get().words()));
            step.check(
                    "message.pulled",
                    note -> note.says(sent.ifHad().map(Letter::words).orElse("nothing to pull")));
            step.check("probe.friend", note -> {
                throw new IllegalStateException("planted");
            });
            step.lend(Letter.class, sent);
        }
    }

    /** Another spec, to whose looks the letter is lent. */
    static final class Reader {

        @Proves("message.stored")
        void reads(Letter letter, Note note) {
            note.says("read " + letter.words());
        }

        @Journey
        @Promise(
                check = "message.order",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 5)
        @Promise(
                check = "message.seq",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 6)
        void answers(Given<Letter> letter, Steps step) {
            var answer = step.after(letter).act("message.order", () -> {
                throw new BrokenPromise("no ink");
            });
            step.check("message.order", note -> answer.get());
            step.check("message.seq", note -> answer.get());
        }
    }

    /** Steps that can only meet if they are taken side by side. */
    static final class Meeting {

        private final CyclicBarrier together = new CyclicBarrier(2);

        @Journey
        @Promise(
                check = "probe.api",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 7)
        @Promise(
                check = "probe.chat",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 8)
        void meets(Steps step) {
            step.check("probe.api", note -> meeting());
            step.check("probe.chat", note -> meeting());
        }

        private int meeting() {
            try {
                return together.await(300, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                throw new CannotLook("nobody came", alone);
            }
        }
    }

    /** One that takes its time, in front of one that does not. */
    static final class Patience {

        static final CountDownLatch TOLD_OF_THE_OTHER = new CountDownLatch(1);

        @Journey
        @Promise(
                check = "config.consistent",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 13)
        @Promise(
                check = "host.room",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 14)
        void waits(Steps step) {
            step.check("config.consistent", note -> note.says("told of the other: " + told()));
            step.check("host.room", note -> note.says("at once"));
        }

        private static boolean told() {
            try {
                return TOLD_OF_THE_OTHER.await(300, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                throw new CannotLook("stopped", stopped);
            }
        }
    }

    /** Promises more than it looks at. */
    static final class Forgetful {

        @Journey
        @Promise(
                check = "group.created",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 9)
        @Promise(
                check = "group.pushed",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 10)
        void forgets(Steps step) {
            step.check("group.created", note -> note.says("made"));
        }

        @Journey
        @Promise(
                check = "session.idle",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 11)
        @Promise(
                check = "session.new",
                text = "",
                section = Section.MESSAGES,
                suspect = "",
                askedBy = AskedBy.SMOKE,
                rank = 12)
        void breaksOff(Steps step) {
            step.check("session.idle", note -> note.says("idle"));
            step.check("session.kicked", note -> note.says("never promised"));
        }
    }

    @Test
    void aStepHandsOnWhatItReturns() {
        var seen = run(new Door(true));

        assertThat(seen.get("message.acknowledged").verdict()).isEqualTo(new Verdict.Healthy("taken"));
        assertThat(seen.get("message.acknowledged").fact("weight")).isEqualTo("3");
        assertThat(seen.get("message.pushed").verdict()).isEqualTo(new Verdict.Healthy("hello"));
    }

    @Test
    void whatAStepLendsIsThereForOtherSpecs() {
        assertThat(run(new Door(true)).get("message.stored").verdict()).isEqualTo(new Verdict.Healthy("read hello"));
        assertThat(run(new Door(false)).get("message.stored").blockedBy())
                .containsExactly(new CheckId("message.acknowledged"));
    }

    @Test
    void onlyTheStepThatFailsIsRed() {
        var seen = run(new Door(false));

        assertThat(seen.get("message.acknowledged").verdict()).isEqualTo(new Verdict.Unhealthy("the door is shut"));
        assertThat(seen.get("message.pushed").verdict())
                .isEqualTo(new Verdict.NotProven("needs message.acknowledged, which is red"));
        assertThat(seen.get("message.pushed").blockedBy()).containsExactly(new CheckId("message.acknowledged"));
        assertThat(seen.get("message.pulled").verdict()).isEqualTo(new Verdict.Healthy("nothing to pull"));
    }

    @Test
    void anActionThatFailsIsToldByTheCheckThatItBelongsTo() {
        var seen = run(new Door(true));

        assertThat(seen.get("message.order").verdict()).isEqualTo(new Verdict.Unhealthy("no ink"));
        assertThat(seen.get("message.seq").blockedBy()).containsExactly(new CheckId("message.order"));
    }

    @Test
    void whatIsUnexpectedAccusesNobody() {
        assertThat(run(new Door(true)).get("probe.friend").verdict())
                .isInstanceOf(Verdict.Undetermined.class)
                .extracting(Verdict::summary)
                .asString()
                .startsWith("a fault of the verifier itself: java.lang.IllegalStateException: planted");
    }

    @Test
    void stepsAreTakenSideBySide() {
        var seen = run(new Door(true));

        assertThat(seen.get("probe.api").verdict().isHealthy()).isTrue();
        assertThat(seen.get("probe.chat").verdict().isHealthy()).isTrue();
    }

    @Test
    void aStepIsToldOfAsSoonAsItEnds() {
        assertThat(run(new Door(true)).get("config.consistent").verdict())
                .isEqualTo(new Verdict.Healthy("told of the other: true"));
    }

    @Test
    void aStepThatNobodyAsksForIsTakenForItsValueAndNotReported() {
        var seen = run(new Door(true), "message.pushed");

        assertThat(seen.keySet()).containsExactly("message.pushed");
        assertThat(seen.get("message.pushed").verdict()).isEqualTo(new Verdict.Healthy("hello"));
        assertThat(run(new Door(false), "message.stored").get("message.stored").blockedBy())
                .containsExactly(new CheckId("message.acknowledged"));
    }

    @Test
    void whatWasWaitedForIsToldApartFromTheStepsOwnWork() {
        var seen = run(new Door(true));

        assertThat(seen.get("message.pushed").waited()).isPositive();
        assertThat(seen.get("message.acknowledged").check()).isEqualTo(new CheckId("message.acknowledged"));
    }

    @Test
    void aStepThatIsForgottenIsAFaultOfTheVerifier() {
        var seen = run(new Door(true));

        assertThat(seen.get("group.created").verdict()).isEqualTo(new Verdict.Healthy("made"));
        assertThat(seen.get("group.pushed").verdict())
                .isInstanceOf(Verdict.Undetermined.class)
                .extracting(Verdict::summary)
                .asString()
                .contains("a fault of the verifier itself")
                .contains("Forgetful.forgets has no step for group.pushed");
        assertThat(seen.get("session.idle").verdict()).isEqualTo(new Verdict.Healthy("idle"));
        assertThat(seen.get("session.new").verdict().summary())
                .contains("Forgetful.breaksOff has no step for session.new")
                .contains("a step for session.kicked and no promise of it");
    }

    @Test
    void aJourneyThatForgetsAStepOrBreaksOffIsSeenWithoutALook() {
        try (Fixtures fixtures = fixtures(new Door(true))) {
            assertThat(Journeys.told(List.of(Post.class, Forgetful.class), fixtures, check -> true)
                            .flaws())
                    .hasSize(3)
                    .anyMatch(flaw -> flaw.equals("Forgetful.forgets has no step for group.pushed"))
                    .anyMatch(flaw -> flaw.startsWith("Forgetful.breaksOff breaks off"));
        }
    }

    private static Fixtures fixtures(Door door) {
        return new Fixtures(Deadline.in(Duration.ofMinutes(10))).offer(Door.class, "probe.gateway", () -> door);
    }

    private static Map<String, Observation> run(Door door) {
        return run(
                door,
                SPECS.stream()
                        .flatMap(spec -> Stream.of(spec.getDeclaredMethods()))
                        .flatMap(method -> Proof.of(method).stream())
                        .map(proof -> proof.check().value())
                        .toArray(String[]::new));
    }

    private static final List<Class<?>> SPECS =
            List.of(Post.class, Reader.class, Meeting.class, Patience.class, Forgetful.class);

    private static Map<String, Observation> run(Door door, String... checks) {
        Map<String, Observation> seen = new ConcurrentHashMap<>();
        try (Fixtures fixtures = fixtures(door)) {
            Engine.of(SPECS, List.of())
                    .run(Suite.of("planted", List.of(checks), List.of()), new SuiteSession(fixtures, o -> {
                        seen.put(o.check().value(), o);
                        if (o.check().value().equals("host.room")) {
                            Patience.TOLD_OF_THE_OTHER.countDown();
                        }
                    }));
        }
        return seen;
    }
}
