package openim.verify.runbook;

/**
 * What a cause means beside others.
 *
 * @param first whether it is told before what may come of it: servers do not come up while a component refuses them
 * @param forbidsRestarts whether a server must not be restarted while it lasts, because it would not come back, or be no better
 */
public record Rank(boolean first, boolean forbidsRestarts) {}
