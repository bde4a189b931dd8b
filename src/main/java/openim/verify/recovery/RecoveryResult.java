package openim.verify.recovery;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a recovery, or a gate, ended.
 *
 * @param exitStatus of the process
 * @param word {@code recovered}, {@code open}, {@code shut}, {@code flapping}, {@code unhealthy}, {@code undetermined}, {@code
 *     person-needed}
 * @param sentence what was decided, or is in the way
 * @param next what to type next; empty if there is nothing to be done
 * @param bundle where the incident bundle is, if a person is needed
 */
public record RecoveryResult(
        int exitStatus, String word, String sentence, Optional<String> next, Optional<Path> bundle) {

    /** What a person gets when it is his turn. */
    public static final int PERSON_NEEDED = 4;

    /** Somebody else is at it. */
    public static final int HELD = 5;

    public static RecoveryResult of(int exitStatus, String word, String sentence) {
        return new RecoveryResult(exitStatus, word, sentence, Optional.empty(), Optional.empty());
    }

    RecoveryResult withNext(String command) {
        return new RecoveryResult(exitStatus, word, sentence, Optional.of(command), bundle);
    }
}
