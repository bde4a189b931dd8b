package openim.verify.message;

import openim.verify.client.Answer;
import openim.verify.client.user.User;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;

/** In which language the gateway talks. JSON came with 3.8.2; before it there was Go's gob alone, which is not spoken here. */
public final class Language {

    private Language() {}

    /**
     * Sees to it that a session that is open can be talked over.
     *
     * @return its answer to a ping
     * @throws CannotLook if the gateway is of a release that speaks gob only: it may be well, and nobody here can tell
     */
    public static Answer requireJson(User person) {
        Answer pong = person.session().ping();
        if (!pong.isOk() && person.knowsNoLanguages()) {
            throw new CannotLook(
                    "the gateway is of a release before 3.8.2, which speaks Go's gob and no JSON: it takes a session"
                            + " and ends it at our first frame, so sessions and messages cannot be looked at",
                    Evidence.of(Evidence.NOTHING_TO_MEND, "it speaks as its release does"));
        }
        return pong;
    }
}
