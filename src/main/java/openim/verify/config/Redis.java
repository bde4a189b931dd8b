package openim.verify.config;

import java.net.URI;
import java.util.Optional;

/**
 * The Redis that holds tokens, seqs and the newest messages.
 *
 * @param address {@code redis://host:port} or {@code rediss://host:port}, without a login; of several servers the first, of
 *     sentinels the first sentinel
 * @param username empty where Redis knows only a password
 * @param password empty where Redis asks for none
 * @param database the number of OpenIM's database
 * @param mode how the servers work together
 */
public record Redis(URI address, Optional<String> username, Optional<Secret> password, int database, Mode mode) {

    public Redis {
        if (address.getHost() == null || address.getPort() < 0) {
            throw new IllegalArgumentException("Redis without host and port: " + address);
        }
        if (address.getUserInfo() != null) {
            throw new IllegalArgumentException("Redis' address must not hold a login");
        }
        if (database < 0) {
            throw new IllegalArgumentException("Redis has no database " + database);
        }
    }

    /** How several servers of Redis work together. */
    public enum Mode {
        STANDALONE,
        CLUSTER,
        SENTINEL
    }
}
