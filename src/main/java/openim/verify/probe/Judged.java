package openim.verify.probe;

import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.Answer;
import openim.verify.client.api.AuthApi;
import openim.verify.client.api.ChatApi;

/** Answers that only the process which was asked can have given. */
public final class Judged {

    private static final int NOTHING_THERE = 1004;

    private Judged() {}

    /** The answer says that all is well. */
    public static Expectation<Answer> ok(String promise) {
        return errCode(0, promise);
    }

    /** The answer says that all is well, or that there is nothing of what was asked for: for both somebody had to look. */
    public static Expectation<Answer> okOrNothingThere(String promise) {
        return Expectation.of(
                promise + " (errCode 0, or 1004 if there is nothing)",
                answer -> answer.isOk() || answer.hasErrCode(NOTHING_THERE)
                        ? Judgement.met(answer.description())
                        : Judgement.notYet(answer.description()));
    }

    /** The token was read, and found to be none. */
    public static Expectation<Answer> tokenMalformed() {
        return errCode(AuthApi.ERR_TOKEN_MALFORMED, "is told that a junk token is malformed");
    }

    /** The account was looked up, and is not there. */
    public static Expectation<Answer> noSuchAccount() {
        return errCode(ChatApi.ERR_NO_SUCH_ACCOUNT, "is told that nobody registered the number");
    }

    private static Expectation<Answer> errCode(int errCode, String promise) {
        return Expectation.of(
                promise + " (errCode " + errCode + ")",
                answer -> answer.hasErrCode(errCode)
                        ? Judgement.met(answer.description())
                        : Judgement.notYet(answer.description()));
    }
}
