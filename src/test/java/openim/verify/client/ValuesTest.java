package openim.verify.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import openim.verify.await.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");

    @Test
    void bothSidesNameTheirConversationAlike() {
        assertThat(ConversationId.between(ALICE, BOB)).hasToString("si_alice_bob");
        assertThat(ConversationId.between(BOB, ALICE)).hasToString("si_alice_bob");
        assertThat(ConversationId.of(new GroupId("7"))).hasToString("sg_7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " bob", "a/b"})
    void aUserIdIsNotJustAnyString(String value) {
        assertThatThrownBy(() -> new UserId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTokenPrintsAsStars() {
        assertThat(new Token("live")).hasToString("***");
    }

    @Test
    void platformsHaveTheNumbersOfTheServer() {
        assertThat(Platform.numbered(5)).hasValue(Platform.WEB);
        assertThat(Platform.numbered(99)).isEmpty();
        assertThat(Platform.HARMONY.number()).isEqualTo(11);
    }

    @Test
    void aTextIsTheSameAfterItsWay() {
        String text = "quote \" backslash \\ <b> ü 😀";
        var message = new Message(
                MessageId.fresh(), "s", "alice", "bob", 1, Message.TEXT, Message.contentOfText(text), Instant.EPOCH);

        assertThat(message.text()).isEqualTo(text);
    }

    @Test
    void theQueryOfAUrlIsNotTold() {
        URI url = URI.create("ws://user:pass@host:10001/x?token=secret");

        assertThat(Asked.of(url, "oiv-1").url()).isEqualTo("ws://host:10001/x");
        assertThat(Asked.where(URI.create("http://external_ip:10005/a?k=v"))).isEqualTo("http://external_ip:10005/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiJi.SECRET-x is dead",
                "at http://host/x?X-Amz-Signature=SECRET now",
                "{\"token\":\"SECRET\"}",
                "secret=SECRET&x=1",
                "{\\\"password\\\": \\\"SECRET\\\"}"
            })
    void keysAreCutOutOfWords(String words) {
        assertThat(Excerpt.of(words)).doesNotContain("SECRET").contains("***");
    }

    @Test
    void wordsAreOneShortLine() {
        assertThat(Excerpt.of("a\r\n\tb")).isEqualTo("a b");
        assertThat(Excerpt.of("x".repeat(100_000))).hasSize(203).endsWith("...");
        assertThat(Excerpt.of("Error: 1004 RecordNotFoundError | -> client.go:54 -> grpc"))
                .isEqualTo("Error: 1004 RecordNotFoundError");
        assertThat(Excerpt.of("TokenMalformedError: token contains an invalid number of segments"))
                .isEqualTo("TokenMalformedError: token contains an invalid number of segments");
    }

    @Test
    void turnsAreGivenOutEvenly() {
        RateCap cap = RateCap.perSecond(100);
        Deadline start = Deadline.in(Duration.ofHours(1));

        for (int i = 0; i < 6; i++) {
            cap.take();
        }

        assertThat(start.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(49));
    }
}
