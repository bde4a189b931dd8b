package openim.verify.client.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import openim.verify.client.api.ObjectApi.SignedPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshPutTest {

    private static final String PATH = "/openim/openim/temp/2026/01/02/ab_1_cd.presigned";

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:10005, http://127.0.0.1:10005",
        "http://external_ip:10005, http://external_ip:10005",
        "https://chat.example.com/files, https://chat.example.com/files",
        "https://chat.example.com/openim/files, https://chat.example.com/openim/files"
    })
    void whatStandsBeforeTheBucketIsThereForAProxy(String before, String address) {
        FreshPut leave = leave(before + PATH + "?X-Amz-Signature=KEY");

        assertThat(leave.address()).isEqualTo(URI.create(address));
        assertThat(leave.signedPath()).isEqualTo(PATH);
    }

    @Test
    @Timeout(20)
    void aLongPathOfTheServersIsLookedThroughOnce() {
        String path = "/a".repeat(300_000);

        assertThat(leave("http://h" + path).signedPath()).isEqualTo(path);
        assertThat(leave("http://h" + path + PATH).signedPath()).isEqualTo(PATH);
        assertThat(leave("http://h//openim/data/x").signedPath()).isEqualTo("//openim/data/x");
    }

    @Test
    void theSignersClockIsReadFromTheUrl() {
        assertThat(leave("http://h" + PATH + "?X-Amz-Algorithm=A&X-Amz-Date=20260301T120000Z&X-Amz-Expires=9")
                        .signedAt())
                .hasValue(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(leave("http://h" + PATH).signedAt()).isEmpty();
        assertThat(leave("http://h" + PATH + "?X-Amz-Date=20261399T999999Z").signedAt())
                .isEmpty();
    }

    @Test
    void theKeyIsNotPrinted() {
        assertThat(leave("http://h" + PATH + "?X-Amz-Signature=KEY").toString()).doesNotContain("KEY");
    }

    private static FreshPut leave(String url) {
        return new FreshPut("u1", new SignedPart(1, URI.create(url), Map.of()), Content.fresh(10));
    }
}
