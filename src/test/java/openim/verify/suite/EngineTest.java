package openim.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import openim.verify.await.Deadline;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** Planted specs stand for all ways in which a look can end. */
class EngineTest {

    record Token(String value) {}

    record Session(String value) {}

    record Badge(String value) {}

    record Slow(CyclicBarrier together) {}

    private static final List<String> PLANTED = List.of(
            "probe.chat",
            "probe.admin",
            "probe.bot",
            "admin.login",
            "probe.auth",
            "deployment.identity",
            "probe.gateway",
            "message.pushed",
            "file.round-trip",
            "file.external-address");

    static final class Planted {

        @Proves("probe.conversation")
        void ofNoInterest() {}

        @Proves("probe.api")
        void kept(Note note) {
            note.says("judged the token").with(Evidence.ERR_CODE, 1503);
        }

        @Proves("probe.chat")
        void broken() {
            throw new BrokenPromise("errCode 14", Evidence.of(Evidence.ERR_CODE, 14));
        }

        @Proves("probe.admin")
        void cannotLook() {
            throw new CannotLook("account in use");
        }

        @Proves("probe.bot")
        void notLookedAt() {
            throw new NotLookedAt("no bot url");
        }

        @Proves("admin.login")
        void faultOfOurOwn() {
            throw new IllegalStateException("planted");
        }

        @Proves("probe.auth")
        void token(Token token) {
            token.value();
        }

        @Proves("deployment.identity")
        void backToItself(Badge badge) {
            badge.value();
        }

        @Proves("probe.gateway")
        void session(Session session) {
            session.value();
        }

        @Proves("message.pushed")
        void follower(Session session) {
            session.value();
        }

        @Proves("file.round-trip")
        void oneSide(Slow slow) throws Exception {
            slow.together().await(30, TimeUnit.SECONDS);
        }

        @Proves("file.external-address")
        void otherSide(Slow slow) throws Exception {
            slow.together().await(30, TimeUnit.SECONDS);
        }
    }

    static final class Other {
        @Proves("message.stored")
        void neverRun() {}
    }

    @Test
    void eachEndBecomesItsVerdict() {
        var seen = run(red());

        assertThat(verdict(seen, "probe.api")).isEqualTo(new Verdict.Healthy("judged the token"));
        assertThat(verdict(seen, "probe.chat")).isEqualTo(new Verdict.Unhealthy("errCode 14"));
        assertThat(verdict(seen, "probe.admin")).isEqualTo(new Verdict.Undetermined("account in use"));
        assertThat(verdict(seen, "probe.bot")).isEqualTo(new Verdict.NotProven("no bot url"));
        assertThat(verdict(seen, "admin.login")).isInstanceOf(Verdict.Undetermined.class);
    }

    @Test
    void evidenceOfBothEndsIsKept() {
        var seen = run(red());

        assertThat(seen.get("probe.api").fact(Evidence.ERR_CODE)).isEqualTo("1503");
        assertThat(seen.get("probe.chat").fact(Evidence.ERR_CODE)).isEqualTo("14");
    }

    @Test
    void onlyTheCheckThatAFixtureBelongsToIsRed() {
        var seen = run(red());

        assertThat(verdict(seen, "probe.auth")).isEqualTo(new Verdict.Unhealthy("connection refused"));
        assertThat(seen.get("probe.gateway").blockedBy()).containsExactly(new CheckId("probe.auth"));
        assertThat(seen.get("message.pushed").blockedBy()).containsExactly(new CheckId("probe.auth"));
        assertThat(verdict(seen, "message.pushed")).isInstanceOf(Verdict.NotProven.class);
    }

    @Test
    void aFailureThatComesBackRoundACornerIsStillRed() {
        var fixtures = new Fixtures(Deadline.in(Duration.ofSeconds(60)));
        var seen = run(fixtures.offer(Token.class, "deployment.identity", () -> {
                    throw new BrokenPromise("accounts are gone");
                })
                .offer(
                        Session.class,
                        "probe.gateway",
                        () -> new Session(fixtures.need(Token.class).value()))
                .offer(
                        Badge.class,
                        "deployment.identity",
                        () -> new Badge(fixtures.need(Session.class).value()))
                .offer(Slow.class, "file.round-trip", () -> new Slow(new CyclicBarrier(2))));

        assertThat(verdict(seen, "deployment.identity")).isEqualTo(new Verdict.Unhealthy("accounts are gone"));
        assertThat(seen.get("probe.gateway").blockedBy()).containsExactly(new CheckId("deployment.identity"));
    }

    @Test
    void whatIsIndependentRunsSideBySide() {
        var seen = run(red());

        assertThat(verdict(seen, "file.round-trip").isHealthy()).isTrue();
        assertThat(verdict(seen, "file.external-address").isHealthy()).isTrue();
    }

    @Test
    void onlyLooksAtChecksOfTheSuiteRun() {
        assertThat(run(red()))
                .as("neither was asked for, one of them in a spec of which nothing was")
                .doesNotContainKeys("message.stored", "probe.conversation");
    }

    @Test
    void aFixtureThatIsNeverReadyAccusesNobody() {
        var seen = run(new Fixtures(Deadline.in(Duration.ofMillis(300)))
                .offer(Token.class, "probe.auth", () -> {
                    Thread.currentThread().join();
                    return new Token("never");
                })
                .offer(Session.class, "probe.gateway", () -> new Session("s"))
                .offer(Badge.class, "deployment.identity", () -> new Badge("b"))
                .offer(Slow.class, "file.round-trip", () -> new Slow(new CyclicBarrier(2))));

        assertThat(verdict(seen, "probe.auth")).isInstanceOf(Verdict.Undetermined.class);
    }

    private static Fixtures red() {
        var fixtures = new Fixtures(Deadline.in(Duration.ofSeconds(60)));
        fixtures.offer(Badge.class, "deployment.identity", () -> new Badge("b"));
        return fixtures.offer(Token.class, "probe.auth", () -> {
                    throw new BrokenPromise("connection refused");
                })
                .offer(
                        Session.class,
                        "probe.gateway",
                        () -> new Session(fixtures.need(Token.class).value()))
                .offer(Slow.class, "file.round-trip", () -> new Slow(new CyclicBarrier(2)));
    }

    private static Map<String, Observation> run(Fixtures fixtures) {
        Map<String, Observation> seen = new ConcurrentHashMap<>();
        try (fixtures) {
            Engine.of(List.of(Planted.class, Other.class), List.of())
                    .run(
                            Suite.of("planted", List.of("probe.api"), PLANTED),
                            new SuiteSession(fixtures, o -> seen.put(o.check().value(), o)));
        }
        return seen;
    }

    private static Verdict verdict(Map<String, Observation> seen, String id) {
        return seen.get(id).verdict();
    }
}
