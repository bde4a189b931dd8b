package openim.verify.rehearsal.component;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioClient;
import io.minio.http.Method;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import openim.verify.rehearsal.RehearsalCredentials;

/** Uploads and downloads as a client outside does: by presigned URLs. */
record S3Client(URI base, RehearsalCredentials credentials) implements ComponentClient {

    @Override
    public String component() {
        return "minio";
    }

    @Override
    public void writes(String key, String value) throws Exception {
        send(HttpRequest.newBuilder(presigned(Method.PUT, key)).PUT(BodyPublishers.ofString(value)));
    }

    @Override
    public String reads(String key) throws Exception {
        return send(HttpRequest.newBuilder(presigned(Method.GET, key)));
    }

    String readsByTamperedUrl(String key) throws Exception {
        String url = presigned(Method.GET, key).toString();
        char last = url.charAt(url.length() - 1);
        return send(HttpRequest.newBuilder(URI.create(url.substring(0, url.length() - 1) + (last == '0' ? '1' : '0'))));
    }

    int health() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve("/minio/health/live")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private URI presigned(Method method, String key) throws Exception {
        MinioClient signer = MinioClient.builder()
                .endpoint(base.toString())
                .region("us-east-1")
                .credentials(credentials.minioAccessKey(), credentials.minioSecretKey())
                .build();
        return URI.create(signer.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(method)
                .bucket(RelayAddresses.BUCKET)
                .object(key)
                .build()));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public String toString() {
        return component();
    }
}
