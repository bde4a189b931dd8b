package openim.verify.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final Asked ASKED = new Asked("http://host:10002/friend/get_friend_list", "oiv-1");
    private static final UserId ALICE = new UserId("alice");

    @Test
    void aBrokenExpectationSaysWhatCameFromWhereAndWhatWasExpected() {
        assertThatThrownBy(() -> reply(500, "friend-rpc-service down").mustBeOk("bob", "reads the friend list"))
                .isInstanceOf(BrokenPromise.class)
                .hasMessage("http://host:10002/friend/get_friend_list: errCode 500 friend-rpc-service down after 2 ms;"
                        + " expected that bob reads the friend list");
    }

    @Test
    void whoRefusesConnectionsIsTheSubject() {
        assertThatThrownBy(() -> none(Failure.REFUSED, "connection refused").mustBeOk("bob", "reads the friend list"))
                .hasMessage("http://host:10002 refuses connections; expected that bob reads the friend list");
    }

    @Test
    void theAccusationHoldsTheFacts() {
        assertThatThrownBy(() ->
                        none(Failure.NO_ANSWER, "no answer within 4000 ms").mustBeOk("bob", "logs in"))
                .isInstanceOfSatisfying(
                        BrokenPromise.class,
                        broken -> assertThat(broken.evidence())
                                .contains(
                                        Evidence.of(Evidence.EXPECTED, "bob logs in"),
                                        Evidence.of(Evidence.FAILURE, "no-answer"),
                                        Evidence.of(Evidence.WORDS, "no answer within 4000 ms"),
                                        Evidence.of(Evidence.AFTER_MS, 2)));
    }

    @Test
    void anyExpectationCanBeHeldAgainstIt() {
        Expectation<Answer> malformed = Expectation.of(
                "has junk judged as malformed",
                a -> a.hasErrCode(1503) ? Judgement.met("1503") : Judgement.never(a.description()));

        assertThat(reply(1503, "TokenMalformedError")
                        .require("anybody", malformed)
                        .hasErrCode(1503))
                .isTrue();
        assertThatThrownBy(() -> reply(0, "").require("anybody", malformed))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining(": errCode 0 after 2 ms; expected that anybody has junk judged as malformed");
    }

    @Test
    void aDeadTokenOfOursIsSomebodyElsesDoing() {
        assertThatThrownBy(() -> reply(1506, "TokenKickedError").withTokenOf(ALICE))
                .isInstanceOf(CannotLook.class)
                .hasMessageStartingWith("another run uses account alice");
        assertThatThrownBy(() -> none(Failure.KICKED, "the session was kicked").withTokenOf(ALICE))
                .isInstanceOf(CannotLook.class)
                .hasMessageStartingWith("another run uses account alice");
        assertThatThrownBy(() -> reply(1507, "TokenNotExistError").withTokenOf(ALICE))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("Redis");
    }

    @Test
    void anythingElseIsTheDeploymentsOwn() {
        assertThat(reply(500, "down").withTokenOf(ALICE).hasErrCode(500)).isTrue();
        assertThat(none(Failure.REFUSED, "connection refused")
                        .withTokenOf(ALICE)
                        .isOk())
                .isFalse();
    }

    @Test
    void theDataIsNeverPrinted() {
        JsonNode data = JsonNodeFactory.instance.objectNode().put("token", "live-token");
        Answer answer = new Answer.Reply(ASKED, 200, 0, "", "", data, Duration.ofMillis(2));

        assertThat(answer).hasToString("errCode 0 after 2 ms");
        assertThat(answer.evidence().toString()).doesNotContain("live-token");
        assertThat(ApiResult.by(answer, d -> d.path("token").asText()).answer())
                .isInstanceOfSatisfying(
                        Answer.Reply.class,
                        r -> assertThat(r.data().isMissingNode()).isTrue());
    }

    @Test
    void anOddHttpStatusIsTold() {
        Answer answer =
                new Answer.Reply(ASKED, 502, 500, "bad gateway", "", MissingNode.getInstance(), Duration.ofMillis(2));

        assertThat(answer.description()).isEqualTo("HTTP 502 errCode 500 bad gateway after 2 ms");
    }

    @Test
    void dataThatCannotBeReadIsABrokenPromise() {
        ApiResult<String> told = ApiResult.by(reply(0, ""), data -> {
            throw new IllegalArgumentException("no token");
        });

        assertThat(told.value()).isEmpty();
        assertThatThrownBy(() -> told.mustBeOk("alice", "gets a token"))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining(": errCode 0 with data that cannot be read (no token)");
    }

    @Test
    void whatWasToldIsGivenOut() {
        assertThat(ApiResult.with(reply(0, ""), () -> 42).withTokenOf(ALICE).mustBeOk("alice", "counts"))
                .isEqualTo(42);
        assertThat(ApiResult.with(reply(500, ""), () -> 42).value()).isEmpty();
    }

    private static Answer reply(int errCode, String errMsg) {
        return new Answer.Reply(ASKED, 200, errCode, errMsg, "", MissingNode.getInstance(), Duration.ofMillis(2));
    }

    private static Answer none(Failure failure, String words) {
        return new Answer.NoReply(ASKED, failure, words, Duration.ofMillis(2));
    }
}
