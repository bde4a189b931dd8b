package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import openim.verify.verdict.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    /** With everything in it that some format escapes. */
    private static final String SECRET = "s3&cr\"et<\\/+ ä'>?=";

    private static final Redactor KNOWING = Redactor.of(Set.of(SECRET, "openIM123"));
    private static final Redactor KNOWING_NOTHING = Redactor.of(Set.of());

    @Test
    void aKnownSecretIsMaskedWhereverItStands() {
        assertThat(KNOWING.redact("a" + SECRET + "b, openIM1234")).isEqualTo("a***b, ***4");
    }

    @Test
    void aKnownSecretIsMaskedInEachFormInWhichItTravels() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        String form = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        List<String> travelling = List.of(
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                form,
                form.replace("+", "%20"),
                form.toLowerCase(Locale.ROOT),
                RedactedJson.object().put("x", SECRET).toString(),
                "s3&amp;cr&quot;et&lt;\\/+ ä&#39;&gt;?=",
                "s3\\u0026cr\\\"et\\u003c\\\\/+ ä'\\u003e?=");

        assertThat(travelling)
                .allSatisfy(
                        text -> assertThat(KNOWING.redact(text)).contains("***").doesNotContain("s3", "czM", "et"));
    }

    @Test
    void theMd5ThatOpenImTakesForAPasswordIsMasked() {
        assertThat(KNOWING.redact("fb01f147b53025cb74aae37eb0a4f46e, not d41d8cd98f00b204e9800998ecf8427e"))
                .isEqualTo("***, not d41d8cd98f00b204e9800998ecf8427e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "root", "a longer user", "u:", "us:", "usr:"})
    void aSecretInsideLongerBase64IsMasked(String before) {
        String encoded = Base64.getEncoder()
                .encodeToString((before + "openIM123" + ", and then more").getBytes(StandardCharsets.UTF_8));

        String clean = KNOWING.redact(encoded);

        assertThat(clean).contains("***");
        int masked = encoded.length() - (clean.length() - "***".length());
        byte[] decoded = Base64.getDecoder().decode(clean.replace("***", "A".repeat(masked)));
        assertThat(new String(decoded, StandardCharsets.ISO_8859_1))
                .startsWith(before)
                .endsWith("and then more")
                .doesNotContain("penIM", "nIM12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "token eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiJpbUFkbWluIn0.abc-_D is old | token *** is old",
                "ws://h:10001/?sendID=u&token=abc&platformID=5 | ws://h:10001/?sendID=u&token=***&platformID=5",
                "{\"token\":\"a.b\",\"userID\":\"u\"} | {\"token\":\"***\",\"userID\":\"u\"}",
                "{ \"adminToken\" : \"a\\\"b\" } | { \"adminToken\" : \"***\" }",
                "{\"body\":\"{\\\"secret\\\":\\\"abc\\\",\\\"x\\\":1}\"} | {\"body\":\"{\\\"secret\\\":\\\"***\\\",\\\"x\\\":1}\"}",
                "{\"token\":\"\",\"x\":1} | {\"token\":\"***\",\"x\":1}",
                "{\"password\":123456,\"x\":1} | {\"password\":\"***\",\"x\":1}",
                "http://h/o?X-Amz-Credential=root%2F2026&X-Amz-Signature=ab12&x=1 | http://h/o?X-Amz-Credential=***&X-Amz-Signature=***&x=1",
                "http://h/o?X-Amz-Security-Token=ab12\\u0026x=1 | http://h/o?X-Amz-Security-Token=***\\u0026x=1",
                "http%3A%2F%2Fh%2Fo%3FX-Amz-Signature%3Dab12%26x%3D1 | http%3A%2F%2Fh%2Fo%3FX-Amz-Signature%3D***%26x%3D1",
                "AWSAccessKeyId=AKIA&Signature=a%2Fb&Expires=1 | AWSAccessKeyId=***&Signature=***&Expires=1",
                "Authorization: AWS4-HMAC-SHA256 Credential=a/b, Signature=c | Authorization: ***",
                "sent {Authorization=[Bearer abc], Accept=*} | sent {Authorization=***",
                "proxy said Bearer abcDEF123 | proxy said Bearer ***",
                "Basic cm9vdDpyb290 | Basic ***",
                "mongodb://openIM:pa%40ss@h:37017/openim | mongodb://openIM:***@h:37017/openim",
                "redis://:p@ss@h:16379 | redis://:***@h:16379",
                "ScramLoginModule required username=\"u\" password=\"p w\"; | ScramLoginModule required username=\"u\" password=\"*** w\";",
                "java -jar x.jar --openim.secret abc smoke | java -jar x.jar --openim.secret *** smoke",
                "OPENIM_SECRET=abc | OPENIM_SECRET=***",
                "openim.admin.password = abc (yaml) | openim.admin.password = *** (yaml)",
            })
    void whatHasTheShapeOfASecretIsMasked(String text, String clean) {
        assertThat(KNOWING_NOTHING.redact(text)).isEqualTo(clean);
        assertThat(KNOWING_NOTHING.redact(clean)).as("a second time").isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic probes",
                "Basic verification of the deployment",
                "openim-api judges a token",
                "an administrator and a user get tokens: errCode 1506",
                "http://127.0.0.1:10002/auth/parse_token",
                "http://10.0.0.1:10002 and bob@example.org",
                "message.pushed RED 12 ms",
                "no openim.secret, and openim.mongo.uri neither",
            })
    void whatIsNoSecretStays(String text) {
        assertThat(KNOWING.redact(text)).isEqualTo(text);
    }

    @Test
    void aTinySecretIsMaskedWhereItIsAValueAndSpoilsNoSentence() {
        Redactor tiny = Redactor.of(List.of("im", " "));

        assertThat(tiny.redact("im")).isEqualTo("***");
        assertThat(tiny.redact("{\"x\":\"im\"} y=im, z: im")).isEqualTo("{\"x\":\"***\"} y=***, z: ***");
        assertThat(tiny.redact("the time in openim is im perfect")).isEqualTo("the time in openim is im perfect");
    }

    @Test
    void aSecretThatBeginsWithAnotherLeavesNoTail() {
        assertThat(Redactor.of(Set.of("openIM", "openIM123")).redact("openIM123 openIM"))
                .isEqualTo("*** ***");
    }

    @Test
    void evidenceOfATellingNameIsMaskedWhateverItsValue() {
        assertThat(KNOWING_NOTHING.redact(Evidence.of("token", "abc")).value()).isEqualTo("***");
        assertThat(KNOWING_NOTHING.redact(Evidence.of("http", 200)).value()).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.",
                "--",
                "eyJ",
                "\"token\":\"",
                "\\\"",
                "token=",
                "%2",
                "http://",
                "a:b@",
                "Basic ",
                "secret"
            })
    @Timeout(60)
    void whateverABrokenServerSaysIsRedactedInTheEnd(String piece) {
        String babble = piece.repeat(200_000 / piece.length());

        assertThat(KNOWING.redact("{\"token\":\"" + babble + "\"} token=" + babble + " openIM123"))
                .doesNotContain("openIM123")
                .endsWith("***");
    }
}
