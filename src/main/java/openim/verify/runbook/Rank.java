package openim.verify.runbook;

/**
 * What a cause means beside others.
 *
 * @param first whether it is told before what may come of it: servers do not come up while a component refuses them
 * @param forbids which servers must not be restarted while it lasts, because they would not come back, or be no better
 */
public record Rank(boolean first, Forbidden forbids) {

    /** Servers that are not restarted. */
    public enum Forbidden {
        NONE,
        /** The one that the part belongs to: its own files keep it from working, and nobody else. */
        OWN,
        ALL
    }
}
