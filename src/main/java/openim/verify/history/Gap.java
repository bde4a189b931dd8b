package openim.verify.history;

import java.time.Instant;

/**
 * A place at which the history of a deployment is not whole.
 *
 * @param at when that was noticed: what is missing is older
 * @param words what is known of it
 */
public record Gap(Instant at, String words) {}
