package openim.verify.client;

import openim.verify.verdict.NotLookedAt;

/**
 * Somebody is there, and refuses the login that we came with, or wants one where we have none.
 *
 * <p>Whether that is a fault of the deployment depends on whose login it is: OpenIM comes with the one in its own files.
 */
public final class LoginRefused extends NotLookedAt {

    private static final long serialVersionUID = 1L;

    private final String words;

    /**
     * @param who refuses, with its address
     * @param words how it said so; never a secret
     */
    public LoginRefused(String who, String words) {
        super(who + " refuses our credentials: " + Excerpt.of(words));
        this.words = Excerpt.of(words);
    }

    /** How it said so. */
    public String words() {
        return words;
    }
}
