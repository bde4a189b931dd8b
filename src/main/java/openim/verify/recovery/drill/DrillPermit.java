package openim.verify.recovery.drill;

import java.util.Optional;

/**
 * Whether parts of a live deployment may be broken: only where its settings allow it, the person names it once more, and nobody is
 * online.
 *
 * <p>Our own accounts count like all others: which of those that the gateway holds are ours cannot be told from its number alone,
 * and whom the API still takes for online may be gone.
 *
 * @param allowed whether the deployment's settings allow it
 * @param host the machine whose API answers
 * @param typed what the person typed as the host, once more
 * @param online how many are online, or {@code unknown}
 */
public record DrillPermit(boolean allowed, String host, String typed, String online) {

    /** Why nothing may be broken; empty if it may. */
    public Optional<String> refusal() {
        if (!allowed) {
            return Optional.of("openim.drill.allowed is not set in the settings of this deployment");
        }
        if (!typed.equals(host)) {
            return Optional.of("the host " + host + " has to be typed once more, by --host-again or when asked");
        }
        if (!online.matches("\\d{1,18}")) {
            return Optional.of("how many people are online is " + online + ", and nobody may be");
        }
        return Long.parseLong(online) > 0
                ? Optional.of(online + " people are online, and nobody may be, nor a canary or a ledger of ours")
                : Optional.empty();
    }
}
