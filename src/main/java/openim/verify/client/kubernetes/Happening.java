package openim.verify.client.kubernetes;

import java.time.Instant;
import java.util.Optional;

/**
 * An event.
 *
 * @param of the name of what it happened to
 * @param reason such as {@code Unhealthy}
 * @param words what is said of it
 * @param at when it happened last; empty if that is not told
 */
public record Happening(String of, String reason, String words, Optional<Instant> at) {}
