package openim.verify.recovery.act;

/** One thing that was made sure of, or was not. In a sentence. */
public sealed interface PreflightFinding {

    String sentence();

    /** Whether a repair may begin in spite of it. */
    default boolean allowsRepair() {
        return this instanceof Proven || this instanceof StoodInFor || this instanceof Remark;
    }

    /** It was seen. */
    record Proven(String sentence) implements PreflightFinding {}

    /** It cannot be seen because of the fault itself, and something else says the same. */
    record StoodInFor(String sentence) implements PreflightFinding {}

    /** Worth knowing, and no obstacle. */
    record Remark(String sentence) implements PreflightFinding {}

    /** What was seen speaks against it: nothing may be touched. */
    record Refused(String sentence) implements PreflightFinding {}

    /** Nothing says anything: a person has to. */
    record Unknown(String sentence) implements PreflightFinding {}
}
