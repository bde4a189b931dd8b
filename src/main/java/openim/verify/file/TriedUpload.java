package openim.verify.file;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.client.Failure;
import openim.verify.client.file.Content;
import openim.verify.client.file.Download;
import openim.verify.client.file.FileClient.FileStep;
import openim.verify.client.file.FileFailure;
import openim.verify.client.file.Upload;
import openim.verify.client.storage.ObjectStore;
import openim.verify.client.storage.StoredObject;
import openim.verify.client.user.User;
import openim.verify.config.reach.Loopback;
import openim.verify.config.reach.Ports;
import openim.verify.file.doctor.FileFinding;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

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
        Upload.Done done = upload.mustBeDone(owner.toString());
        if (done.skipped()) {
            throw BrokenPromise.seeing(
                    "the server says that it has the bytes already, and took none",
                    owner + " uploads bytes that were never there before");
        }
        return done;
    }

    /**
     * The link to a file that OpenIM gives to whoever uploaded it. Clients put it into their messages, so that everybody else finds
     * the file by it alone. OpenIM makes it of the request's Host, or of the header {@code X-Request-Api} where a proxy sets that: a
     * proxy that does neither right lets uploads pass and sends every reader elsewhere.
     *
     * @param given as OpenIM gave it
     */
    public record Link(TriedUpload tried, String given) {

        /**
         * The link to an upload.
         *
         * @throws NotLookedAt if it did not come to that
         */
        public static Link to(TriedUpload tried) {
            try {
                return new Link(tried, tried.mustBeUploaded().link());
            } catch (BrokenPromise broken) {
                throw NotLookedAt.because(new CheckId("file.round-trip"), broken);
            }
        }

        /**
         * Sees to it that it leads to the file.
         *
         * @return what was found, in words
         * @throws BrokenPromise if it is none, or leads elsewhere
         */
        public String mustLeadToTheFile() {
            var owner = tried.owner();
            URI expected = owner.linkTo(tried.upload().name());
            if (expected.toString().equals(given)) {
                return "it is below " + before(given) + ", where the API is";
            }
            Download download = owner.downloadsByLink(tried.upload().name(), uri(), tried.content());
            if (!(download instanceof Download.Equal)) {
                throw broken("leads nowhere", download.description(), expected);
            }
            return given + " leads to the file: " + download.description();
        }

        private URI uri() {
            try {
                URI link = URI.create(given);
                if (link.getRawAuthority() != null) {
                    return link;
                }
            } catch (IllegalArgumentException strange) {
                // Said below: a link that is none.
            }
            URI expected = tried.owner().linkTo(tried.upload().name());
            throw broken("is none that a client could open", given, expected);
        }

        private BrokenPromise broken(String what, String seen, URI expected) {
            return new BrokenPromise(
                    "the link to a file that clients put into their messages " + what + ": it begins with "
                            + before(given) + ", and the API is at " + before(expected.toString()),
                    Evidence.of(Evidence.EXPECTED, "a link such as " + expected),
                    Evidence.of(Evidence.SEEN, seen),
                    Evidence.of("link", given),
                    Evidence.of("setting", "Host and X-Request-Api, as the proxy before openim-api hands them on"));
        }

        /** Where the API is, by a link. */
        private static String before(String link) {
            return link.replaceFirst("/object/.*", "");
        }
    }

    /**
     * The address for which presigned URLs are signed, {@code externalAddress} in the server's minio.yml. It is what clients get:
     * files can work for the server and for nobody else.
     *
     * @param signedFor scheme, host and port, as a client got them
     */
    public record ExternalAddress(URI signedFor) {

        private static final String MEND =
                "set externalAddress in config/minio.yml (MINIO_EXTERNAL_ADDRESS in .env) to an"
                        + " address that clients reach";

        /** Where somebody is met who is only set up wrongly. */
        private static final String STAYS = "; externalAddress can stay as it is";

        private static final int TOO_LARGE = 413;

        private static final String CHANGED = "SignatureDoesNotMatch";

        /**
         * The address that an upload was sent to.
         *
         * @throws NotLookedAt if it did not come to that
         */
        public static ExternalAddress of(TriedUpload tried) {
            return new ExternalAddress(URI.create(tried.upload().signedFor().orElseThrow(() -> notSigned(tried))));
        }

        private static NotLookedAt notSigned(TriedUpload tried) {
            try {
                tried.mustBeUploaded();
                return new NotLookedAt("no URL was signed");
            } catch (BrokenPromise broken) {
                return NotLookedAt.because(new CheckId("file.round-trip"), broken);
            }
        }

        /**
         * Sees to it that it works for clients as we are one.
         *
         * @param configured what clients should see, where that is known
         * @param clientsHere whether all clients run on this machine, so that a loopback address may do
         * @return what was found, in words
         * @throws BrokenPromise if it is a placeholder, a loopback address, another than the configured one, or leads to no object store
         */
        public String mustWork(Upload upload, Optional<URI> configured, boolean clientsHere) {
            String host = Optional.ofNullable(signedFor.getHost()).orElse(signedFor.getAuthority());
            if (FileFinding.Placeholder.isHost(host.replaceFirst(":\\d+$", ""))) {
                throw broken("clients are sent to " + signedFor + ", which is the placeholder", "a real address");
            }
            if (!clientsHere && Loopback.isHost(host.replaceFirst(":\\d+$", ""))) {
                throw broken(
                        "clients are sent to " + signedFor + ", a loopback address, which leads each of them to its own"
                                + " machine (openim.clients-here=true says that all of them run on this one)",
                        "an address that clients reach");
            }
            configured.filter(address -> !sameOrigin(address, signedFor)).ifPresent(address -> {
                throw broken(
                        "clients are sent to " + signedFor + ", not to " + address + " as configured",
                        address.toString());
            });
            if (upload instanceof Upload.Failed failed && leadsNowhere(failed.failure())) {
                throw broken(
                        "clients are sent to " + signedFor + ", and there: "
                                + failed.failure().description(),
                        "an object store answers there",
                        mend(failed.failure()));
            }
            return "clients are sent to " + signedFor + ", which answers";
        }

        private static boolean leadsNowhere(FileFailure failure) {
            return failure.step() == FileStep.PUT && (failure instanceof FileFailure.Unanswered || isNoStore(failure));
        }

        /** Whoever answered is no object store, or one behind a proxy that changes what was signed. */
        private static boolean isNoStore(FileFailure failure) {
            return failure instanceof FileFailure.Rejected rejected
                    && (rejected.code().isEmpty() || rejected.code().equals(CHANGED));
        }

        private static String mend(FileFailure failure) {
            if (failure instanceof FileFailure.Unanswered unanswered
                    && unanswered.none().failure() == Failure.TLS) {
                return "have what answers there speak TLS and show a certificate that clients take: valid, with the whole chain, for"
                        + " that name" + STAYS;
            }
            if (failure instanceof FileFailure.Rejected rejected && rejected.http() == TOO_LARGE) {
                return "have the proxy there take larger requests" + STAYS;
            }
            if (failure instanceof FileFailure.Rejected rejected
                    && rejected.code().equals(CHANGED)) {
                return "have the proxy there pass Host and path on as they came" + STAYS;
            }
            return MEND;
        }

        private BrokenPromise broken(String sentence, String expected) {
            return broken(sentence, expected, MEND);
        }

        private BrokenPromise broken(String sentence, String expected, String mend) {
            return new BrokenPromise(
                    sentence + "; " + mend,
                    Evidence.of(Evidence.EXPECTED, expected),
                    Evidence.of(Evidence.SEEN, signedFor),
                    Evidence.of("setting", "externalAddress in config/minio.yml"));
        }

        private static boolean sameOrigin(URI one, URI other) {
            return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                    && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                    && Ports.of(one) == Ports.of(other);
        }
    }

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
                String seen = found.map(object -> "one of " + object.size() + " bytes")
                        .orElse("none");
                throw new BrokenPromise(
                        "the upload of " + tried.upload().name() + " was acknowledged, but of its object " + key
                                + " of " + tried.content().size() + " bytes there is " + seen + " in the bucket",
                        Evidence.of(
                                Evidence.EXPECTED,
                                key + " of " + tried.content().size() + " bytes"),
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
}
