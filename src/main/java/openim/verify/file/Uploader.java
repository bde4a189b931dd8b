package openim.verify.file;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.api.ObjectApi.PartLimit;
import openim.verify.client.file.Content;
import openim.verify.client.file.Download;
import openim.verify.client.file.FileFailure;
import openim.verify.client.file.FreshPut;
import openim.verify.client.storage.ObjectStore;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * Uploads files that are only there to be looked at, and removes their bytes in the end.
 *
 * <p>Each run has names of its own: a released server serves an overwritten name's old object for seconds, and for hours from
 * its cache. The bytes are removed where the object store's keys are known, each by the hash that this run uploaded: users'
 * objects lie beside ours. So are parts of uploads that broke. OpenIM's records of the names stay, in the group of files that
 * its crontask removes in time. Safe for all threads.
 */
public final class Uploader implements AutoCloseable {

    static final String DIRECTORY = "openim-verify/";

    private final User owner;
    private final String directory;
    private final Optional<ObjectStore> store;
    private final Supplier<List<TriedUpload>> alsoToRemove;
    private final Queue<String> hashes = new ConcurrentLinkedQueue<>();

    /**
     * For one person in one run.
     *
     * @param run its id, which the names of its files begin with
     * @param store where the bytes lie, if that is known
     * @param alsoToRemove asked in the end: others' uploads of this run that nobody needs any more
     */
    public Uploader(User owner, String run, Optional<ObjectStore> store, Supplier<List<TriedUpload>> alsoToRemove) {
        this.owner = owner;
        this.directory = DIRECTORY + run + "/";
        this.store = store;
        this.alsoToRemove = alsoToRemove;
    }

    public User owner() {
        return owner;
    }

    /** Uploads bytes that nobody had before. */
    TriedUpload uploadsFresh(int size, String name) {
        return uploads(Content.fresh(size), name);
    }

    /** Uploads these. */
    TriedUpload uploads(Content content, String name) {
        hashes.add(content.hash());
        return new TriedUpload(owner, content, owner.uploads(content, directory + name));
    }

    /** Asks for leave to put bytes that nobody had before, and puts nothing yet. */
    public ApiResult<FreshPut> asksToPut(Content content, String name) {
        return owner.asksToPut(content, directory + name);
    }

    /** Says that what was put is all there. */
    public Answer completes(FreshPut leave, String name) {
        return completes(leave, leave.md5s(), name);
    }

    /** The same, with these MD5s of the parts. */
    Answer completes(FreshPut leave, List<String> md5s, String name) {
        hashes.add(leave.content().hash());
        return owner.completes(leave, md5s, directory + name).answer();
    }

    @Override
    public void close() {
        store.ifPresent(known -> Stream.concat(
                        hashes.stream(),
                        alsoToRemove.get().stream().map(tried -> tried.content().hash()))
                .forEach(hash -> remove(hash, known)));
    }

    private static void remove(String hash, ObjectStore store) {
        try {
            store.remove(ObjectStore.keyOf(hash));
            store.giveUpUploads(ObjectStore.keyOf(hash));
        } catch (CannotLook | NotLookedAt gone) {
            // The verdict has been told by now; a few bytes more stay there.
        }
    }

    /** Names that have to be written otherwise in a URL, which is where they get lost. */
    public record HardNames(Uploader uploader) {

        private static final int SIZE = 1024;

        private static final List<String> NAMES =
                List.of("with two blanks.txt", "Grüße 漢字 ☕.txt", "100% of it.txt", "50%25 ist ½, 半分.txt");

        /**
         * Uploads the same bytes under each and reads them back.
         *
         * @return what was seen, in words
         * @throws BrokenPromise if one of them does not come back
         */
        public String mustComeBack() {
            Content content = Content.fresh(SIZE);
            List<String> lost = NAMES.stream()
                    .flatMap(name -> fault(name, content).stream())
                    .toList();
            if (!lost.isEmpty()) {
                throw new BrokenPromise(lost.size() + " of " + NAMES.size()
                        + " files do not come back under their names: " + lost.get(0));
            }
            return NAMES.size() + " files came back by name: '" + String.join("', '", NAMES) + "'";
        }

        private Optional<String> fault(String name, Content content) {
            TriedUpload tried = uploader.uploads(content, name);
            tried.upload().mustBeDone(tried.owner().toString());
            Download download = tried.owner().downloads(tried.upload().name(), content);
            return download instanceof Download.Equal
                    ? Optional.empty()
                    : Optional.of("'" + name + "': " + download.description());
        }
    }

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
            var second = again.upload().mustBeDone(again.owner().toString());
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

    /** Uploads that are not what they are said to be: OpenIM has to refuse them, or files would be taken for others. */
    public record WrongHash(Uploader uploader) {

        private static final int SIZE = 1024;

        private static final String NAME = "wrong hash.bin";

        /**
         * Completes an upload with the hash of other bytes, and one of other bytes with the right hash.
         *
         * @return what was seen, in words
         * @throws BrokenPromise if one of them is accepted, or refused without a verdict of OpenIM's
         * @throws NotLookedAt if it did not come to that
         */
        public String mustBeRefused() {
            User owner = uploader.owner();
            FreshPut leave = uploader.asksToPut(Content.fresh(SIZE), NAME)
                    .mustBeOk(owner.toString(), "gets leave to upload a file of bytes that nobody had before");
            Content other = Content.fresh(SIZE);
            put(leave.with(other));
            refused(uploader.completes(leave, leave.with(other).md5s(), NAME), "the hash of other bytes");
            Answer words = refused(uploader.completes(leave, leave.md5s(), NAME), "other bytes than were announced");
            return "both refused: the hash of other bytes, and other bytes under the announced hash ("
                    + words.description() + ")";
        }

        private void put(FreshPut leave) {
            uploader.owner().puts(leave).map(FileFailure::description).ifPresent(failure -> {
                throw NotLookedAt.because(new CheckId("file.round-trip"), new BrokenPromise(failure));
            });
        }

        private Answer refused(Answer answer, String what) {
            if (answer instanceof Answer.Reply reply && reply.errCode() != 0) {
                return answer;
            }
            throw BrokenPromise.seeing(
                    answer.seen(),
                    "an upload with " + what + " is refused",
                    List.of(Evidence.of(Evidence.SEEN, answer.description())));
        }
    }

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
            var limits = limit.mustBeOk(tried.owner().toString(), "reads the limits on upload parts");
            var uploaded = tried.mustBeUploaded();
            if (!limits.allows(PART, uploaded.parts())) {
                throw new BrokenPromise(
                        "the server has files cut into parts of " + PART + " bytes, which its own limits forbid: "
                                + limits,
                        Evidence.of(Evidence.SEEN, limits));
            }
            var downloaded = tried.owner().mustDownload(uploaded.name(), tried.content());
            return tried.content().size() + " bytes in " + uploaded.parts() + " parts up in "
                    + uploaded.took().toMillis() + " ms, down in "
                    + downloaded.took().toMillis() + " ms";
        }
    }
}
