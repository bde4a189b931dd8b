package openim.verify.file;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.file.Content;
import openim.verify.client.file.FreshPut;
import openim.verify.client.storage.ObjectStore;
import openim.verify.client.user.User;
import openim.verify.verdict.CannotLook;
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
}
