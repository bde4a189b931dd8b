package openim.verify.file.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import openim.verify.client.net.HttpAnswer;
import org.junit.jupiter.api.Test;

class StoreReplyTest {

    @Test
    void readsWhatMinioSays() {
        var reply = reply(
                403,
                "application/xml",
                "<?xml version=\"1.0\"?><Error><Code>SignatureDoesNotMatch</Code><Message>Check your key.</Message>"
                        + "<Key>x</Key><BucketName>files</BucketName><Resource>/files/openim/x</Resource></Error>");

        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(reply.resource()).hasValue("/files/openim/x");
        assertThat(reply.isOfAStore()).isTrue();
        assertThat(reply.isTaken()).isFalse();
        assertThat(reply).hasToString("HTTP 403 SignatureDoesNotMatch: Check your key.");
    }

    @Test
    void aPageIsOfNoStoreAndTakesNothingAlsoWith200() {
        var reply = reply(200, "text/html", "<html>welcome</html>");

        assertThat(reply.isTaken()).isFalse();
        assertThat(reply.isOfAStore()).isFalse();
        assertThat(reply).hasToString("HTTP 200 with an HTML page");
    }

    @Test
    void anAnswerWithoutACodeIsOfNoStore() {
        assertThat(reply(404, "text/plain", "404 page not found").isOfAStore()).isFalse();
        assertThat(reply(200, "", "").isTaken()).isTrue();
    }

    private static StoreReply reply(int status, String contentType, String body) {
        return StoreReply.of(
                new HttpAnswer(status, Optional.empty(), contentType, Optional.empty(), body, Duration.ZERO));
    }
}
