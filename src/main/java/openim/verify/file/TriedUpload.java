package openim.verify.file;

import openim.verify.client.file.Content;
import openim.verify.client.file.Upload;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;

/**
 * A file that was to be uploaded, and what came of it.
 *
 * @param owner who uploaded it
 * @param content fresh bytes, because for known ones the server skips the upload
 * @param upload what came of it
 */
public record TriedUpload(User owner, Content content, Upload upload) {

    private static final int SIZE = 64 * 1024;

    /** Tries. */
    public static TriedUpload by(User owner, FileToKeep file) {
        Content content = Content.fresh(SIZE);
        return new TriedUpload(owner, content, owner.uploads(content, file.name()));
    }

    /**
     * The upload, if it was one.
     *
     * @throws BrokenPromise if it failed, or no byte was taken
     */
    public Upload.Done mustBeUploaded() {
        Upload.Done done = upload.requireDone(owner.toString());
        if (done.skipped()) {
            throw BrokenPromise.seeing(
                    "the server says that it has the bytes already, and took none",
                    owner + " uploads bytes that were never there before");
        }
        return done;
    }
}
