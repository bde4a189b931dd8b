package openim.verify.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.client.file.Upload;
import openim.verify.client.storage.ObjectStore;
import openim.verify.client.storage.StoredObject;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * What lies in OpenIM's bucket, looked at with OpenIM's own keys.
 *
 * @param uploads that were acknowledged in this run
 */
public record InBucket(ObjectStore store, List<TriedUpload> uploads) {

    public InBucket {
        uploads = List.copyOf(uploads);
    }

    /**
     * Sees to it that the bucket is there, and in it each object with its size.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if not
     */
    public String hasThemAll() {
        if (!store.hasBucket()) {
            throw new BrokenPromise(
                    "the object store has no bucket " + store.bucket() + ", in which OpenIM keeps files",
                    Evidence.of(Evidence.EXPECTED, "a bucket " + store.bucket()));
        }
        uploads.forEach(this::requireStored);
        return "the bucket " + store.bucket() + " has all " + uploads.size() + " objects, each of its size";
    }

    private void requireStored(TriedUpload tried) {
        String key = ObjectStore.keyOf(tried.requireUploaded().hash());
        Optional<StoredObject> found = store.find(key);
        if (found.isEmpty() || found.get().size() != tried.content().size()) {
            String seen =
                    found.map(object -> "one of " + object.size() + " bytes").orElse("none");
            throw new BrokenPromise(
                    "the upload of " + tried.upload().name() + " was acknowledged, but of its object " + key + " of "
                            + tried.content().size() + " bytes there is " + seen + " in the bucket",
                    Evidence.of(
                            Evidence.EXPECTED, key + " of " + tried.content().size() + " bytes"),
                    Evidence.of(Evidence.SEEN, seen));
        }
    }

    /**
     * Sees to it that nothing of these uploads is left over: no upload that was begun and not completed, and no object for a
     * while.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if there is
     */
    public String hasNothingUnfinished() {
        List<String> left = new ArrayList<>();
        for (TriedUpload tried : uploads) {
            Upload.Done done = tried.requireUploaded();
            String key = ObjectStore.keyOf(done.hash());
            int unfinished = store.unfinishedUploads(key);
            if (unfinished > 0) {
                left.add(unfinished + " unfinished uploads of " + key);
            }
            done.paths().stream()
                    .flatMap(path -> temporaryKey(path).stream())
                    .filter(temporary -> store.find(temporary).isPresent())
                    .forEach(temporary -> left.add("the temporary object " + temporary));
        }
        if (!left.isEmpty()) {
            throw new BrokenPromise(
                    "completed uploads of ours left something behind in the bucket: " + String.join("; ", left),
                    Evidence.of(Evidence.SEEN, String.join("; ", left)));
        }
        return "nothing is left over of " + uploads.size() + " uploads";
    }

    private Optional<String> temporaryKey(String path) {
        String bucket = "/" + store.bucket() + "/";
        int start = path.indexOf(bucket + "openim/temp/");
        return start < 0 ? Optional.empty() : Optional.of(path.substring(start + bucket.length()));
    }
}
