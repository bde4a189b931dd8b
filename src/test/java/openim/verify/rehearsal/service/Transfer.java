package openim.verify.rehearsal.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How a client outside brings files there and back. */
final class Transfer {

    static final int PART = 5 << 20;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Rest api;
    private final String userId;
    private final String token;

    Transfer(Rest api, String userId, String token) {
        this.api = api;
        this.userId = userId;
        this.token = token;
    }

    Rest.Answer initiate(byte[] bytes, String name) {
        return api.post(
                "/object/initiate_multipart_upload",
                token,
                Map.of(
                        "hash",
                        hash(bytes),
                        "size",
                        bytes.length,
                        "partSize",
                        PART,
                        "cause",
                        "",
                        "name",
                        userId + "/" + name,
                        "contentType",
                        "application/octet-stream"));
    }

    Rest.Answer complete(JsonNode upload, byte[] bytes, String name) {
        return api.post(
                "/object/complete_multipart_upload",
                token,
                Map.of(
                        "uploadID",
                        upload.path("uploadID").asText(),
                        "parts",
                        parts(bytes).stream().map(Transfer::md5).toList(),
                        "name",
                        userId + "/" + name,
                        "contentType",
                        "application/octet-stream"));
    }

    static String firstUrl(JsonNode upload) {
        return upload.path("sign").path("parts").path(0).path("url").asText();
    }

    static HttpResponse<String> put(HttpRequest.Builder request, byte[] bytes) throws IOException {
        return send(request.PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)), HttpResponse.BodyHandlers.ofString());
    }

    /** What is at this address, or where it leads. */
    static byte[] download(String url) throws IOException {
        HttpResponse<byte[]> response =
                send(HttpRequest.newBuilder(URI.create(url)), HttpResponse.BodyHandlers.ofByteArray());
        return switch (response.statusCode()) {
            case 200 -> response.body();
            case 302 -> download(response.headers().firstValue("location").orElseThrow());
            default -> throw new IOException(url + " answers " + response.statusCode());
        };
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }

    static List<byte[]> parts(byte[] bytes) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += PART) {
            parts.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART)));
        }
        return parts;
    }

    static String hash(byte[] bytes) {
        return md5(String.join(",", parts(bytes).stream().map(Transfer::md5).toList())
                .getBytes(StandardCharsets.UTF_8));
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws IOException {
        try {
            return CLIENT.send(request.timeout(PATIENCE).build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
