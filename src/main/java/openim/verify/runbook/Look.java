package openim.verify.runbook;

/**
 * A command that tells a person more of a part.
 *
 * @param typed as it is typed in the directory of that part, or anywhere
 * @param anywhere whether it reads nothing of that directory, so that it may be typed wherever one is
 */
public record Look(String typed, boolean anywhere) {}
