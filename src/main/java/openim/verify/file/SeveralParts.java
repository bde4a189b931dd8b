package openim.verify.file;

import openim.verify.client.ApiResult;
import openim.verify.client.api.ObjectApi.PartLimit;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * A file too big for one part, as it was tried: each part is signed on asking, by headers of its own, and put for itself.
 *
 * @param limit what the server said of parts before
 */
public record SeveralParts(TriedUpload tried, ApiResult<PartLimit> limit) {

    private static final int PART = 5 * 1024 * 1024;

    /** A second part that is no round number. */
    private static final int SIZE = PART + 70_001;

    /** Tries. */
    public static SeveralParts by(Uploader uploader) {
        ApiResult<PartLimit> limit = uploader.owner().readsPartLimit();
        return new SeveralParts(uploader.uploadsFresh(SIZE, "several parts.bin"), limit);
    }

    /**
     * Sees to it that it was uploaded in parts as the server wants them, and reads it back.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if not
     */
    public String mustComeBack() {
        var limits = limit.requireOk(tried.owner().toString(), "reads the limits on upload parts");
        var uploaded = tried.mustBeUploaded();
        if (!limits.allows(PART, uploaded.parts())) {
            throw new BrokenPromise(
                    "the server has files cut into parts of " + PART + " bytes, which its own limits forbid: " + limits,
                    Evidence.of(Evidence.SEEN, limits));
        }
        var downloaded = tried.owner().mustDownload(uploaded.name(), tried.content());
        return tried.content().size() + " bytes in " + uploaded.parts() + " parts up in "
                + uploaded.took().toMillis() + " ms, down in "
                + downloaded.took().toMillis() + " ms";
    }
}
