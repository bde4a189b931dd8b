package openim.verify.recovery.act;

/** Asks for an administrator's token at the probed URL with the secret that the directory itself holds. */
@FunctionalInterface
public interface TokenProbe {

    /** Asks. Never throws for what it finds. */
    Minted mint();

    /** What came of it. */
    sealed interface Minted {

        /** There is a token. */
        record Token() implements Minted {}

        /** The secret is not that of who answers. */
        record WrongSecret(String words) implements Minted {}

        /** No answer, or one that judges nothing: it may be the fault itself. */
        record NoJudgement(String words) implements Minted {}

        /** The directory holds no secret that can be read. */
        record NoSecret(String words) implements Minted {}
    }
}
