package openim.verify.recovery;

/** Whether traffic may come back. */
public sealed interface GateVerdict {

    /** In a sentence. */
    String sentence();

    default boolean isOpen() {
        return this instanceof Open;
    }

    /** Whether something is known to be wrong, rather than nothing known. */
    default boolean isUnhealthy() {
        return this instanceof Shut || this instanceof Flapping;
    }

    /** The process's exit status: 0 open, 1 shut, 3 undetermined. */
    default int exitStatus() {
        return this instanceof Open ? 0 : this instanceof Undetermined ? 3 : 1;
    }

    /** The word for it in files and output. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** It held steady. */
    record Open(String sentence) implements GateVerdict {}

    /** It was not green to begin with, or lost messages. */
    record Shut(String sentence) implements GateVerdict {}

    /** It was green, and then was not: what comes back and dies again is not recovered. */
    record Flapping(String sentence) implements GateVerdict {}

    /** Nothing is proven. */
    record Undetermined(String sentence) implements GateVerdict {}
}
