package openim.verify.rehearsal.component;

import java.net.URI;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.Store;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * An S3 server that checks signatures as S3 does, and keeps its objects in memory.
 *
 * <p>A signature covers the host and port that the client names, and the relay hands both on untouched: URLs are to be
 * signed for the relay's address. MinIO's health page is there as well.
 */
final class EmbeddedMinio extends EmbeddedComponent implements Store {

    private final S3Proxy server;
    private final BlobStore objects;

    private EmbeddedMinio(Relay relay, S3Proxy server, BlobStore objects) {
        super("minio", relay, server.getPort());
        this.server = server;
        this.objects = objects;
    }

    static EmbeddedMinio launch(Relay relay, RehearsalCredentials credentials, Lies lies) throws Exception {
        BlobStore objects = new TransientNio2BlobStore();
        objects.createContainer(RelayAddresses.BUCKET);
        publishHealthPage(objects);
        S3Proxy server = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(
                        AuthenticationType.AWS_V4, credentials.minioAccessKey(), credentials.minioSecretKey())
                .blobStore(new LyingBlobStore(objects, lies))
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        BlobStore seen = new LyingBlobStore(objects, lies);
        server.setBlobStoreLocator((identity, bucket, name) ->
                identity != null && identity.equals(credentials.minioAccessKey()) && lies.told(Lie.MINIO_REFUSES_KEYS)
                        ? null
                        : new AccessGrant(credentials.minioSecretKey(), seen));
        server.start();
        return new EmbeddedMinio(relay, server, objects);
    }

    @Override
    public void loseData() {
        objects.clearContainer(
                ListObjectsV2Request.builder().bucket(RelayAddresses.BUCKET).build());
    }

    @Override
    void end() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server does not stop", e);
        }
        objects.close();
    }

    /** {@code /minio/health/live}, which anybody may read. */
    private static void publishHealthPage(BlobStore objects) {
        objects.createContainer("minio");
        objects.setContainerAccess("minio", BucketCannedACL.PUBLIC_READ);
        objects.putBlob(
                PutObjectRequest.builder()
                        .bucket("minio")
                        .key("health/live")
                        .acl(ObjectCannedACL.PUBLIC_READ)
                        .contentLength(0L)
                        .build(),
                java.io.InputStream.nullInputStream());
    }
}
