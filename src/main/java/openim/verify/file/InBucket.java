package openim.verify.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.client.file.Upload;
import openim.verify.client.storage.ObjectStore;
import openim.verify.client.storage.StoredObject;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

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
     * Those of these uploads that were acknowledged; of the others the checks tell that they belong to.
     *
     * @throws NotLookedAt if none was
     */
    public static InBucket of(ObjectStore store, TriedUpload... uploads) {
        List<TriedUpload> acknowledged = Stream.of(uploads)
                .filter(tried -> tried.upload().put().isPresent())
                .toList();
        if (acknowledged.isEmpty()) {
            throw new NotLookedAt("no upload was acknowledged, so there is none to look for");
        }
        return new InBucket(store, acknowledged);
    }

    /**
     * Sees to it that the bucket is there, and in it each object with its size.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if not
     */
    public String mustHaveThemAll() {
        if (!store.hasBucket()) {
            throw new BrokenPromise(
                    "the object store has no bucket " + store.bucket() + ", in which OpenIM keeps files",
                    Evidence.of(Evidence.EXPECTED, "a bucket " + store.bucket()));
        }
        uploads.forEach(this::mustBeStored);
        return "the bucket " + store.bucket() + " has all " + uploads.size() + " objects, each of its size";
    }

    private void mustBeStored(TriedUpload tried) {
        String key = ObjectStore.keyOf(tried.mustBeUploaded().hash());
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
    public String mustHaveNothingUnfinished() {
        List<String> left = new ArrayList<>();
        for (TriedUpload tried : uploads) {
            Upload.Done done = tried.mustBeUploaded();
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
