package openim.verify.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers say is told without the secrets in it, and with the words that are none. */
class WordsOfOthersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token: s3cr3tvalue refused",
                "user_token: s3cr3tvalue",
                "{\"adminToken\": \"s3cr3tvalue\"}",
                "{\\\"token\\\":\\\"s3cr3tvalue\\\"}",
                "secret=s3cr3tvalue",
                "map[X-Amz-Signature:s3cr3tvalue]",
                "GET /object?token=s3cr3tvalue"
            })
    void valuesOfSecretNamesAreMasked(String words) {
        assertThat(Redaction.ofOthers().redact(words))
                .doesNotContain("s3cr3tvalue")
                .contains(Redaction.MASK);
    }

    @Test
    void whatGoSaysAfterAUrlInQuotesIsNoValueOfItsLastWord() {
        String get = "Get \"http://im:10002/auth/get_admin_token\": EOF";
        String post =
                "Post \"http://127.0.0.1:10002/auth/user_token\": dial tcp 127.0.0.1:10002: connect: connection refused";

        assertThat(Redaction.ofOthers().redact(get)).isEqualTo(get);
        assertThat(Redaction.ofOthers().redact(post)).isEqualTo(post);
    }
}
