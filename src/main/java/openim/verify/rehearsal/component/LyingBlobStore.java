package openim.verify.rehearsal.component;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Gives other bytes than it was given, or takes none, while a {@link Lie} about files is told. */
final class LyingBlobStore extends ForwardingBlobStore {

    private static final byte[] PAGE =
            "<!DOCTYPE html><html><body>Please sign in</body></html>".getBytes(StandardCharsets.UTF_8);

    private static final int INSUFFICIENT_STORAGE = 507;

    private static final String FULL =
            "Storage backend has reached its minimum free drive threshold. Please delete a few objects to proceed.";

    private final Lies lies;

    LyingBlobStore(BlobStore objects, Lies lies) {
        super(objects);
        this.lies = lies;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        if (lies.told(Lie.MINIO_OUT_OF_SPACE)) {
            throw full();
        }
        return super.putBlob(request, content);
    }

    /** As MinIO puts it. */
    private static AwsServiceException full() {
        return S3Exception.builder()
                .statusCode(INSUFFICIENT_STORAGE)
                .message(FULL)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("XMinioStorageFull")
                        .errorMessage(FULL)
                        .sdkHttpResponse(SdkHttpResponse.builder()
                                .statusCode(INSUFFICIENT_STORAGE)
                                .build())
                        .build())
                .build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        ResponseInputStream<GetObjectResponse> truth = super.getBlob(request);
        GetObjectResponse response = truth.response();
        if (!request.bucket().equals(RelayAddresses.BUCKET)) {
            return truth;
        }
        if (lies.told(Lie.RETURNS_A_PAGE)) {
            return answer(response, PAGE, PAGE.length);
        }
        if (lies.told(Lie.RETURNS_ANOTHER_FILE)) {
            return answer(response, changed(bytes(truth), 0, Integer.MAX_VALUE), response.contentLength());
        }
        if (lies.told(Lie.CHANGES_ONE_BYTE_OF_FILES)) {
            byte[] bytes = bytes(truth);
            return answer(response, changed(bytes, bytes.length / 2, 1), bytes.length);
        }
        if (lies.told(Lie.RETURNS_HALF_A_FILE) || lies.told(Lie.CUTS_DOWNLOADS_SHORT)) {
            byte[] bytes = bytes(truth);
            byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
            return answer(response, half, lies.told(Lie.RETURNS_HALF_A_FILE) ? half.length : bytes.length);
        }
        return truth;
    }

    private static ResponseInputStream<GetObjectResponse> answer(
            GetObjectResponse response, byte[] bytes, long announced) {
        return new ResponseInputStream<>(
                response.toBuilder().contentLength(announced).build(), new ByteArrayInputStream(bytes));
    }

    private static byte[] bytes(InputStream truth) {
        try (truth) {
            return truth.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many bytes as their complements, so that none of them is what it was. */
    private static byte[] changed(byte[] bytes, int from, int count) {
        for (int i = from; i < bytes.length && i - from < count; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
        return bytes;
    }
}
