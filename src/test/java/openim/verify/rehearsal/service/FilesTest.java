package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import openim.verify.rehearsal.Lie;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files, there and back. */
@ExtendWith(HealthyWorld.class)
final class FilesTest {

    private static final int PART = 5 << 20;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static World world;
    private static Person alice;
    private static String token;

    @BeforeAll
    static void enter(World healthy) {
        world = healthy;
        alice = world.newPerson("alice");
        token = alice.token();
    }

    @AfterEach
    void tellTheTruthAgain() {
        world.lies.recantAll();
    }

    @Test
    void smallFileComesBack() throws Exception {
        byte[] bytes = random(100_000);
        JsonNode upload = initiate(bytes, "small").path("upload");
        put(upload.path("sign").path("parts").path(0).path("url").asText(), bytes);
        String url = complete(upload, bytes, "small").path("url").asText();
        assertThat(download(url)).isEqualTo(bytes);
        assertThat(download(call("/object/access_url", Map.of("name", alice.id() + "/small"))
                        .path("url")
                        .asText()))
                .isEqualTo(bytes);
    }

    @Test
    void knownHashIsAnsweredAtOnce() throws Exception {
        byte[] bytes = random(10_000);
        JsonNode upload = initiate(bytes, "first").path("upload");
        put(upload.path("sign").path("parts").path(0).path("url").asText(), bytes);
        complete(upload, bytes, "first");

        JsonNode again = initiate(bytes, "second");

        assertThat(again.path("upload").isNull()).isTrue();
        assertThat(download(again.path("url").asText())).isEqualTo(bytes);
    }

    @Test
    void fileOfSeveralPartsComesBack() throws Exception {
        byte[] bytes = random(PART + 1_000);
        JsonNode upload = initiate(bytes, "large").path("upload");
        assertThat(upload.path("sign").isNull()).isTrue();
        JsonNode sign = call(
                "/object/auth_sign",
                Map.of("uploadID", upload.path("uploadID").asText(), "partNumbers", List.of(1, 2)));
        for (int i = 0; i < 2; i++) {
            JsonNode part = sign.path("parts").path(i);
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sign.path("url").asText()
                            + "?partNumber=" + part.path("partNumber").asInt()
                            + "&uploadId="
                            + sign.path("query").path(0).path("values").path(0).asText()))
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(parts(bytes).get(i)));
            part.path("header")
                    .forEach(header -> request.header(
                            header.path("key").asText(), header.path("values").path(0).asText()));
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response::body).isEqualTo(200);
        }
        assertThat(download(complete(upload, bytes, "large").path("url").asText())).isEqualTo(bytes);
    }

    @Test
    void foreignNamesAndTooManyPartsAreRefused() {
        assertThat(world.api
                        .post(
                                "/object/initiate_multipart_upload",
                                token,
                                Map.of("hash", hash(new byte[1]), "size", 1, "name", "somebody/x"))
                        .code())
                .isEqualTo(1002);
        assertThat(world.api
                        .post(
                                "/object/initiate_multipart_upload",
                                token,
                                Map.of("hash", hash(new byte[1]), "size", 1, "maxParts", 2, "name", alice.id() + "/x"))
                        .words())
                .contains("too many parts");
    }

    @Test
    void unknownObjectIsNotFound() throws Exception {
        assertThat(world.api.get("/object/nobody/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void externalAddressLies() {
        world.lies.tell(Lie.PLACEHOLDER_EXTERNAL_ADDRESS);
        assertThat(firstUrl("p")).startsWith("http://external_ip:10005/openim/");
        world.lies.recant(Lie.PLACEHOLDER_EXTERNAL_ADDRESS);
        world.lies.tell(Lie.UNREACHABLE_EXTERNAL_ADDRESS);
        assertThat(firstUrl("u")).startsWith("http://127.0.0.1:9/openim/");
        world.lies.recant(Lie.UNREACHABLE_EXTERNAL_ADDRESS);
        assertThat(firstUrl("t"))
                .startsWith(world.components.addresses().minio() + "/openim/");
    }

    private static String firstUrl(String name) {
        return initiate(random(100), name)
                .path("upload")
                .path("sign")
                .path("parts")
                .path(0)
                .path("url")
                .asText();
    }

    private static JsonNode initiate(byte[] bytes, String name) {
        return call(
                "/object/initiate_multipart_upload",
                Map.of(
                        "hash", hash(bytes),
                        "size", bytes.length,
                        "partSize", PART,
                        "cause", "",
                        "name", alice.id() + "/" + name,
                        "contentType", "application/octet-stream"));
    }

    private static JsonNode complete(JsonNode upload, byte[] bytes, String name) {
        return call(
                "/object/complete_multipart_upload",
                Map.of(
                        "uploadID", upload.path("uploadID").asText(),
                        "parts", parts(bytes).stream().map(FilesTest::md5).toList(),
                        "name", alice.id() + "/" + name,
                        "contentType", "application/octet-stream"));
    }

    private static JsonNode call(String path, Map<String, ?> body) {
        return world.api.post(path, token, body).mustBeOk();
    }

    private static void put(String url, byte[] bytes) throws Exception {
        var response = CLIENT.send(
                HttpRequest.newBuilder(URI.create(url))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response::body).isEqualTo(200);
    }

    private static byte[] download(String url) throws Exception {
        var response = CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 302) {
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
        return download(response.headers().firstValue("location").orElseThrow());
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private static List<byte[]> parts(byte[] bytes) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += PART) {
            parts.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART)));
        }
        return parts;
    }

    private static String hash(byte[] bytes) {
        return md5(String.join(",", parts(bytes).stream().map(FilesTest::md5).toList())
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
