package openim.verify.client.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import openim.verify.client.Answer;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AdminSessionTest {

    private static final String MINT = "/auth/get_admin_token";
    private static final String PATH = "/user/account_check";

    private final FakeOpenIm server = new FakeOpenIm();
    private final AdminSession admin = server.admin(server.client());
    private final AtomicInteger minted = new AtomicInteger();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theTokenIsMintedOnceForAll() {
        CountDownLatch allAsk = new CountDownLatch(4);
        server.answersWith(MINT, call -> {
            await(allAsk);
            return token();
        });
        server.answers(PATH, "{}");

        List<CompletableFuture<Answer>> answers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            allAsk.countDown();
                            return admin.call(PATH, Map.of());
                        },
                        task -> new Thread(task).start()))
                .toList();

        assertThat(answers).allSatisfy(a -> assertThat(a.join().isOk()).isTrue());
        assertThat(server.call(MINT).body().path("secret").asText()).isEqualTo("openIM-secret");
        assertThat(server.calls(PATH))
                .allSatisfy(call -> assertThat(call.token()).hasValue("admin-1"));
    }

    @Test
    void aTokenThatIsGoneIsMintedAnewAndTheCallRepeatedOnce() {
        server.answersWith(MINT, call -> token());
        server.answersWith(
                PATH,
                call -> call.token().orElseThrow().equals("admin-1")
                        ? FakeOpenIm.error(1507, "TokenNotExistError", "")
                        : FakeOpenIm.ok("{}"));

        assertThat(admin.call(PATH, Map.of()).isOk()).isTrue();
        assertThat(admin.call(PATH, Map.of()).isOk()).isTrue();
        assertThat(server.calls(MINT)).hasSize(2);
        assertThat(server.calls(PATH)).hasSize(3);
    }

    @Test
    @Timeout(60)
    void whoeverAsksAfterAnAskingThatWasStoppedDoesNotWaitForIt() {
        server.answersWith(MINT, call -> token());
        server.answers(PATH, "{}");

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> admin.call(PATH, Map.of())).isInstanceOf(CannotLook.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(admin.call(PATH, Map.of()).isOk()).isTrue();
    }

    @Test
    void aSecondTokenThatIsGoneIsNoReasonForAThird() {
        server.answersWith(MINT, call -> token());
        server.fails(PATH, 1507, "TokenNotExistError", "");

        assertThat(admin.call(PATH, Map.of()).hasErrCode(1507)).isTrue();
        assertThat(server.calls(MINT)).hasSize(2);
    }

    @Test
    void withoutATokenTheAnswerIsThatOfTheMinting() {
        server.fails(MINT, 500, "ServerInternalError", "auth-rpc-service down");

        Answer answer = admin.call(PATH, Map.of());

        assertThat(answer.hasErrCode(500)).isTrue();
        assertThat(answer.asked().url()).endsWith(MINT);
        assertThat(server.calls(PATH)).isEmpty();
    }

    @Test
    void aFailureIsNotKept() {
        server.fails(MINT, 500, "ServerInternalError", "");
        assertThat(admin.token().value()).isEmpty();

        server.answersWith(MINT, call -> token());

        assertThat(admin.token().value()).isPresent();
    }

    @Test
    void otherErrorsAreNotRepeated() {
        server.fails(PATH, 500, "ServerInternalError", "user-rpc-service down");

        assertThat(admin.call(PATH, Map.of()).hasErrCode(500)).isTrue();
        assertThat(server.calls(PATH)).hasSize(1);
    }

    private String token() {
        return FakeOpenIm.ok("{\"token\":\"admin-" + minted.incrementAndGet() + "\"}");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
