package openim.verify.client.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/** What came of an upload. */
public sealed interface Upload {

    ObjectName name();

    /** Scheme, host and port for which the PUT was signed: where clients are sent. Empty if it did not come to that. */
    Optional<String> signedFor();

    List<Evidence> evidence();

    /** The upload, if bytes were put: none are for those that the server knew already. */
    default Optional<Done> put() {
        return this instanceof Done done && !done.skipped() ? Optional.of(done) : Optional.empty();
    }

    /**
     * The upload, or else an accusation.
     *
     * @param who who expects it
     * @throws BrokenPromise if it failed
     */
    default Done mustBeDone(String who) {
        if (this instanceof Failed failed) {
            throw BrokenPromise.seeing(failed.failure().description(), who + " uploads a file", evidence());
        }
        return (Done) this;
    }

    /**
     * All parts are there.
     *
     * @param link to the file as OpenIM gave it, which clients put into their messages
     * @param hash by which OpenIM and its object store know the bytes
     * @param paths where parts were put, without host and query: those of a single part are only for a while
     * @param skipped whether the server knew the bytes already, so that nothing was put
     */
    record Done(
            ObjectName name,
            String link,
            Optional<String> signedFor,
            String hash,
            List<String> paths,
            int parts,
            boolean skipped,
            Duration took)
            implements Upload {

        public Done {
            paths = List.copyOf(paths);
        }

        @Override
        public List<Evidence> evidence() {
            return List.of(
                    Evidence.of(SIGNED_FOR, signedFor.orElse("nobody")),
                    Evidence.of(Evidence.AFTER_MS, took.toMillis()));
        }
    }

    /** It broke. */
    record Failed(ObjectName name, Optional<String> signedFor, FileFailure failure) implements Upload {

        @Override
        public List<Evidence> evidence() {
            List<Evidence> facts = new ArrayList<>(failure.evidence());
            facts.add(Evidence.of("step", failure.step()));
            signedFor.ifPresent(host -> facts.add(Evidence.of(SIGNED_FOR, host)));
            return List.copyOf(facts);
        }
    }

    /** The name of the fact for which host a URL was signed. */
    String SIGNED_FOR = "signedFor";
}
