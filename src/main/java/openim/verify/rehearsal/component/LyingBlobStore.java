package openim.verify.rehearsal.component;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Gives other bytes than it was given, as many of them, while {@link Lie#RETURNS_ANOTHER_FILE} is told. */
final class LyingBlobStore extends ForwardingBlobStore {

    private final Lies lies;

    LyingBlobStore(BlobStore objects, Lies lies) {
        super(objects);
        this.lies = lies;
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        ResponseInputStream<GetObjectResponse> truth = super.getBlob(request);
        return lies.told(Lie.RETURNS_ANOTHER_FILE)
                ? new ResponseInputStream<>(truth.response(), new Inverted(truth))
                : truth;
    }

    /** Each byte as its complement, so that none is what it was. */
    private static final class Inverted extends FilterInputStream {

        Inverted(InputStream truth) {
            super(truth);
        }

        @Override
        public int read() throws IOException {
            int truth = super.read();
            return truth < 0 ? truth : ~truth & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int size = super.read(into, offset, length);
            for (int i = offset; i < offset + size; i++) {
                into[i] = (byte) ~into[i];
            }
            return size;
        }
    }
}
