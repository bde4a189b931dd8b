package openim.verify.client.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/** What came of a download. */
public sealed interface Download {

    ObjectName name();

    /** Scheme, host and port that clients are sent to for the bytes. Empty if it did not come to that. */
    Optional<String> signedFor();

    List<Evidence> evidence();

    /** One line. */
    String description();

    /**
     * The download, or else an accusation.
     *
     * @param who who expects it
     * @throws BrokenPromise if it failed or other bytes came
     */
    default Equal mustBeEqual(String who) {
        if (this instanceof Equal equal) {
            return equal;
        }
        throw BrokenPromise.seeing(description(), who + " reads the file " + name(), evidence());
    }

    /** The bytes are those expected. */
    record Equal(ObjectName name, Optional<String> signedFor, long size, Duration took) implements Download {

        @Override
        public String description() {
            return size + " equal bytes after " + took.toMillis() + " ms";
        }

        @Override
        public List<Evidence> evidence() {
            return List.of(
                    Evidence.of(Upload.SIGNED_FOR, signedFor.orElse("nobody")),
                    Evidence.of(Evidence.AFTER_MS, took.toMillis()));
        }
    }

    /**
     * Other bytes came.
     *
     * @param difference what is different
     */
    record Differs(ObjectName name, Optional<String> signedFor, String difference, Duration took) implements Download {

        @Override
        public String description() {
            return "other bytes came: " + difference;
        }

        @Override
        public List<Evidence> evidence() {
            return List.of(
                    Evidence.of(Evidence.SEEN, difference),
                    Evidence.of(Upload.SIGNED_FOR, signedFor.orElse("nobody")),
                    Evidence.of(Evidence.AFTER_MS, took.toMillis()));
        }
    }

    /** It broke. */
    record Failed(ObjectName name, Optional<String> signedFor, FileFailure failure) implements Download {

        @Override
        public String description() {
            return failure.description();
        }

        @Override
        public List<Evidence> evidence() {
            List<Evidence> facts = new ArrayList<>(failure.evidence());
            facts.add(Evidence.of("step", failure.step()));
            signedFor.ifPresent(host -> facts.add(Evidence.of(Upload.SIGNED_FOR, host)));
            return List.copyOf(facts);
        }
    }
}
