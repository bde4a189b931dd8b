package openim.verify.rehearsal.service;

import static openim.verify.rehearsal.service.Transfer.PART;
import static openim.verify.rehearsal.service.Transfer.download;
import static openim.verify.rehearsal.service.Transfer.firstUrl;
import static openim.verify.rehearsal.service.Transfer.hash;
import static openim.verify.rehearsal.service.Transfer.parts;
import static openim.verify.rehearsal.service.Transfer.put;
import static openim.verify.rehearsal.service.Transfer.random;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import openim.verify.rehearsal.Lie;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files, there and back. */
@ExtendWith(HealthyWorld.class)
final class FilesTest {

    private static World world;
    private static Person alice;
    private static String token;
    private static Transfer transfer;

    @BeforeAll
    static void enter(World healthy) {
        world = healthy;
        alice = world.newPerson("alice");
        token = alice.token();
        transfer = new Transfer(world.api, alice.id(), token);
    }

    @AfterEach
    void tellTheTruthAgain() {
        world.lies.recantAll();
    }

    @Test
    void smallFileComesBack() throws IOException {
        byte[] bytes = random(100_000);
        assertThat(download(upload(bytes, "small"))).isEqualTo(bytes);
        assertThat(download(call("/object/access_url", Map.of("name", alice.id() + "/small"))
                        .path("url")
                        .asText()))
                .isEqualTo(bytes);
    }

    @Test
    void knownHashIsAnsweredAtOnce() throws IOException {
        byte[] bytes = random(10_000);
        upload(bytes, "first");

        JsonNode again = transfer.initiate(bytes, "second").mustBeOk();

        assertThat(again.path("upload").isNull()).isTrue();
        assertThat(download(again.path("url").asText())).isEqualTo(bytes);
    }

    @Test
    void fileOfSeveralPartsComesBack() throws IOException {
        byte[] bytes = random(PART + 1_000);
        JsonNode upload = transfer.initiate(bytes, "large").mustBeOk().path("upload");
        assertThat(upload.path("sign").isNull()).isTrue();
        JsonNode sign = call(
                "/object/auth_sign",
                Map.of("uploadID", upload.path("uploadID").asText(), "partNumbers", List.of(1, 2)));
        for (int i = 0; i < 2; i++) {
            var response = put(signedPart(sign, i), parts(bytes).get(i));
            assertThat(response.statusCode()).as(response::body).isEqualTo(200);
        }
        String url =
                transfer.complete(upload, bytes, "large").mustBeOk().path("url").asText();
        assertThat(download(url)).isEqualTo(bytes);
    }

    @Test
    void foreignNamesAndTooManyPartsAreRefused() {
        String path = "/object/initiate_multipart_upload";
        String hash = hash(new byte[1]);
        assertThat(world.api
                        .post(path, token, Map.of("hash", hash, "size", 1, "name", "somebody/x"))
                        .code())
                .isEqualTo(1002);
        assertThat(world.api
                        .post(path, token, Map.of("hash", hash, "size", 1, "maxParts", 2, "name", alice.id() + "/x"))
                        .words())
                .contains("too many parts");
    }

    @Test
    void unknownObjectIsNotFound() throws Exception {
        assertThat(world.api.get("/object/nobody/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void externalAddressIsAPlaceholderOrUnreachableWhileThatIsTheLie() {
        world.lies.tell(Lie.PLACEHOLDER_EXTERNAL_ADDRESS);
        assertThat(urlOfNewUpload("p")).startsWith("http://external_ip:10005/openim/");
        world.lies.recant(Lie.PLACEHOLDER_EXTERNAL_ADDRESS);
        world.lies.tell(Lie.UNREACHABLE_EXTERNAL_ADDRESS);
        assertThat(urlOfNewUpload("u")).startsWith("http://127.0.0.1:9/openim/");
        world.lies.recant(Lie.UNREACHABLE_EXTERNAL_ADDRESS);
        assertThat(urlOfNewUpload("t")).startsWith(world.components.addresses().minio() + "/openim/");
    }

    private static String upload(byte[] bytes, String name) throws IOException {
        JsonNode upload = transfer.initiate(bytes, name).mustBeOk().path("upload");
        var response = put(HttpRequest.newBuilder(URI.create(firstUrl(upload))), bytes);
        assertThat(response.statusCode()).as(response::body).isEqualTo(200);
        return transfer.complete(upload, bytes, name).mustBeOk().path("url").asText();
    }

    private static String urlOfNewUpload(String name) {
        return firstUrl(transfer.initiate(random(100), name).mustBeOk().path("upload"));
    }

    private static HttpRequest.Builder signedPart(JsonNode sign, int index) {
        JsonNode part = sign.path("parts").path(index);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sign.path("url").asText() + "?partNumber="
                        + part.path("partNumber").asInt() + "&uploadId="
                        + sign.path("query").path(0).path("values").path(0).asText()));
        part.path("header")
                .forEach(header -> request.header(
                        header.path("key").asText(),
                        header.path("values").path(0).asText()));
        return request;
    }

    private static JsonNode call(String path, Map<String, ?> body) {
        return world.api.post(path, token, body).mustBeOk();
    }
}
