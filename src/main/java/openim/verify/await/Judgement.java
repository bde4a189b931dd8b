package openim.verify.await;

/**
 * How one sighting stands to an expectation.
 *
 * @param state met; not yet (may still come); or never (can no longer succeed, so that waiting on is no use)
 * @param reason what was seen, in words
 */
public record Judgement(State state, String reason) {

    public enum State {
        MET,
        NOT_YET,
        NEVER
    }

    public static Judgement met(String reason) {
        return new Judgement(State.MET, reason);
    }

    public static Judgement notYet(String reason) {
        return new Judgement(State.NOT_YET, reason);
    }

    public static Judgement never(String reason) {
        return new Judgement(State.NEVER, reason);
    }

    public boolean isMet() {
        return state == State.MET;
    }
}
