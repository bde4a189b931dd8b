package openim.verify.client.component;

import openim.verify.client.LoginRefused;

/**
 * Whose login a component is shown.
 *
 * @param source who wrote it down: a file of the deployment, or a setting of ours
 * @param ofDeployment whether OpenIM comes with the same, so that who refuses us refuses OpenIM
 * @param isThere whether there is one at all
 */
public record ShownLogin(String source, boolean ofDeployment, boolean isThere) {

    /** Nobody knows whose it is, so a refusal accuses nobody. */
    static final ShownLogin OURS = new ShownLogin("our settings", false, true);

    /** What a refusal means. */
    Ping refused(String words) {
        if (!ofDeployment) {
            return new Ping.Unknown("refuses the login of " + source + ": " + words
                    + "; whether it takes OpenIM's own is not told by that");
        }
        return new Ping.Complaint(
                Ping.Ailing.REFUSED,
                (isThere
                                ? "refuses the login in " + source + ", which is what OpenIM has too: "
                                : "wants a login, and " + source + " has none: ")
                        + words);
    }

    Ping refused(LoginRefused refusal) {
        return refused(refusal.words());
    }
}
