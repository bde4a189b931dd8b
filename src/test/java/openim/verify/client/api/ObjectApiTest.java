package openim.verify.client.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import openim.verify.client.Token;
import openim.verify.client.api.ObjectApi.SignedPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectApiTest {

    private static final Token TOKEN = new Token("alices");

    private final FakeOpenIm server = new FakeOpenIm();
    private final ObjectApi objects = new ObjectApi(server.client());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aSmallFileComesWithOnePresignedUrl() {
        server.answers(
                "/object/initiate_multipart_upload",
                "{\"url\":\"\",\"upload\":{\"uploadID\":\"u1\",\"partSize\":5242880,\"sign\":{\"url\":\"\",\"query\":null,"
                        + "\"header\":null,\"parts\":[{\"partNumber\":1,\"url\":\"http://s3:10005/b/k?X-Amz-Signature=KEY\","
                        + "\"query\":null,\"header\":null}]}}}");

        var begun = objects.initiate("alice/x", "hash", 10, 5242880, TOKEN).mustBeOk("alice", "begins an upload");

        assertThat(begun.isThereAlready()).isFalse();
        assertThat(begun.parts())
                .containsExactly(new SignedPart(1, URI.create("http://s3:10005/b/k?X-Amz-Signature=KEY"), Map.of()));
        assertThat(begun.parts().toString()).doesNotContain("KEY");
    }

    @Test
    void aLargeFileComesWithHeadersForEachPart() {
        server.answers(
                "/object/auth_sign",
                "{\"url\":\"http://s3:10005/b/k\",\"query\":[{\"key\":\"uploadId\",\"values\":[\"a+b=\"]}],\"header\":null,"
                        + "\"parts\":[{\"partNumber\":2,\"url\":\"\",\"query\":[{\"key\":\"partNumber\",\"values\":[\"2\"]}],"
                        + "\"header\":[{\"key\":\"Authorization\",\"values\":[\"AWS4 x\"]}]}]}");

        var parts = objects.authSign("u1", List.of(2), TOKEN).mustBeOk("alice", "has a part signed");

        assertThat(parts)
                .containsExactly(new SignedPart(
                        2,
                        URI.create("http://s3:10005/b/k?uploadId=a%2Bb%3D&partNumber=2"),
                        Map.of("Authorization", "AWS4 x")));
    }

    @Test
    void bytesThatTheServerKnowsAreThereAlready() {
        server.answers("/object/initiate_multipart_upload", "{\"url\":\"http://api/object/alice/x\",\"upload\":null}");

        assertThat(objects.initiate("alice/x", "hash", 10, 5242880, TOKEN)
                        .value()
                        .orElseThrow()
                        .isThereAlready())
                .isTrue();
    }

    @Test
    void theNumberOfPartsIsLeftOutBecauseTheServerChecksItTheWrongWayRound() {
        server.answers("/object/initiate_multipart_upload", "{\"url\":\"x\"}");

        objects.initiate("alice/x", "hash", 10, 5242880, TOKEN);

        assertThat(server.call("/object/initiate_multipart_upload").body().has("maxParts"))
                .isFalse();
    }

    @Test
    void limitsAndPresignedUrlsAreAskedFor() {
        server.answers("/object/part_limit", "{\"minPartSize\":5242880}");
        server.answers("/object/access_url", "{\"url\":\"http://s3:10005/b/k?X-Amz-Signature=KEY\",\"expireTime\":1}");

        assertThat(objects.partLimit(TOKEN).isOk()).isTrue();
        assertThat(objects.accessUrl("alice/x", TOKEN).value())
                .map(URI::getHost)
                .hasValue("s3");
    }
}
