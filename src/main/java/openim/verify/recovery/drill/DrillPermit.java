package openim.verify.recovery.drill;

import java.util.Optional;

/**
 * Whether parts of a live deployment may be broken: only where its settings allow it, the person names it once more, and nobody is
 * known to be online but our own accounts.
 *
 * @param allowed whether the deployment's settings allow it
 * @param host the machine whose API answers
 * @param typed what the person typed as the host, once more
 * @param online how many are online, or {@code unknown}
 * @param ours how many of those are our own accounts
 */
public record DrillPermit(boolean allowed, String host, String typed, String online, long ours) {

    /** Why nothing may be broken; empty if it may. */
    public Optional<String> refusal() {
        if (!allowed) {
            return Optional.of("openim.drill.allowed is not set in the settings of this deployment");
        }
        if (!typed.equals(host)) {
            return Optional.of("the host " + host + " has to be typed once more, by --host-again or when asked");
        }
        if (!online.matches("\\d{1,18}")) {
            return Optional.of("how many people are online is " + online + ", and nobody but our own accounts may be");
        }
        long others = Long.parseLong(online) - ours;
        return others > 0 ? Optional.of(others + " people are online who are not ours") : Optional.empty();
    }
}
