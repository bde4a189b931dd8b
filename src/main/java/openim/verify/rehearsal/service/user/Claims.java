package openim.verify.rehearsal.service.user;

import java.time.Instant;

/**
 * What a token says.
 *
 * @param userId whose it is
 * @param platform for which platform
 * @param expires when it ends by itself
 */
public record Claims(String userId, int platform, Instant expires) {}
