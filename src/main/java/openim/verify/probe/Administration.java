package openim.verify.probe;

import openim.verify.client.Answer;
import openim.verify.client.api.AdminApi;

/** Whether admin-api and admin-rpc answer somebody who has no account there. */
public final class Administration {

    private Administration() {}

    /**
     * Asks for the latest version of the app, and, of a release that has no such call (ChatServer up to 1.8.2), to log in as
     * somebody who is not there.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if the answer is not one that admin-rpc had to give
     */
    public static String mustAnswer(AdminApi admin) {
        Answer version = admin.latestVersion();
        if (!version.hasNoSuchCall()) {
            return version.require("a client", Judged.ok("is told the latest version of the app"))
                    .meaning("the latest version of the app is told");
        }
        Answer nobody = admin.loginOfNobody();
        return nobody.require("a client", Judged.noSuchAccount()).meaning("a login of nobody is refused")
                + "; this release tells no latest version";
    }
}
