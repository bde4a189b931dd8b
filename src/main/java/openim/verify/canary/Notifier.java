package openim.verify.canary;

/** Who tells people of a change. */
public interface Notifier {

    /**
     * Tells of it, within a deadline of its own.
     *
     * @throws openim.verify.verdict.CannotLook if nobody could be told
     */
    void tell(Alert alert);
}
