package openim.verify.file;

import openim.verify.client.file.Content;
import openim.verify.verdict.BrokenPromise;

/** Bytes that the server has already: it answers at once and takes none, which proves nothing of an upload. */
public record KnownBytes(Uploader uploader) {

    private static final int SIZE = 2048;

    /**
     * Uploads the same bytes twice, the second time under another name.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if the first was no upload, or the second was one, or does not read
     */
    public String mustBeAnsweredAtOnce() {
        Content content = Content.fresh(SIZE);
        var first = uploader.uploads(content, "known.bin").mustBeUploaded();
        TriedUpload again = uploader.uploads(content, "known again.bin");
        var second = again.upload().requireDone(again.owner().toString());
        if (!second.skipped()) {
            throw BrokenPromise.seeing(
                    "the server takes the same bytes once more, in " + second.parts() + " parts",
                    "bytes that " + again.owner() + " uploaded a moment ago are known");
        }
        again.owner().mustDownload(second.name(), content);
        return "uploaded in " + first.took().toMillis() + " ms; known the second time, answered in "
                + second.took().toMillis() + " ms without an upload, and read under the second name";
    }
}
