package openim.verify.client.gateway;

import java.util.List;
import openim.verify.client.Answer;
import openim.verify.client.UserId;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;

/** What came of asking the gateway for a session. */
public sealed interface Handshake permits Session, Handshake.Refused {

    /** The gateway's word on it: its first frame, an HTTP answer in the place of a handshake, or why there was none. */
    Answer answer();

    default List<Evidence> evidence() {
        return answer().evidence();
    }

    /**
     * The session, or else an accusation.
     *
     * @param who who expects it
     * @throws BrokenPromise if it was refused
     */
    default Session mustBeOpen(String who) {
        if (this instanceof Session session) {
            return session;
        }
        answer().mustBeOk(who, "opens a session on the gateway");
        throw new IllegalStateException("a refusal that says errCode 0: " + answer());
    }

    /**
     * See {@link Answer#withTokenOf}.
     *
     * @throws CannotLook if somebody else uses the account
     */
    default Handshake withTokenOf(UserId ours) {
        answer().withTokenOf(ours);
        return this;
    }

    /** No session. */
    record Refused(Answer answer) implements Handshake {}
}
