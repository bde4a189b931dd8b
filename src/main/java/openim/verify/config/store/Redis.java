package openim.verify.config.store;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.config.secret.Secret;

/**
 * The Redis that holds tokens, seqs and the newest messages.
 *
 * @param address {@code redis://host:port} or {@code rediss://host:port}, without a login; of several servers the first, of
 *     sentinels the first sentinel
 * @param username empty where Redis knows only a password
 * @param password empty where Redis asks for none
 * @param database the number of OpenIM's database
 * @param mode how the servers work together
 * @param others of several servers, or sentinels, those after the first, each {@code host:port}
 */
public record Redis(
        URI address,
        Optional<String> username,
        Optional<Secret> password,
        int database,
        Mode mode,
        List<String> others) {

    /** One alone. */
    public Redis(URI address, Optional<String> username, Optional<Secret> password, int database, Mode mode) {
        this(address, username, password, database, mode, List.of());
    }

    /** Not by {@link URI#getHost}: it knows no names with an underscore, which containers do have. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[(?<ip>[^\\[\\]]+)]|(?<name>[^\\[\\]:@]+)):(?<port>\\d{1,5})");

    public Redis {
        others = List.copyOf(others);
        if (String.valueOf(address.getRawAuthority()).contains("@")) {
            throw new IllegalArgumentException("Redis' address must not hold a login");
        }
        if (!authority(address).matches()) {
            throw new IllegalArgumentException("Redis without host and port: " + address);
        }
        if (database < 0) {
            throw new IllegalArgumentException("Redis has no database " + database);
        }
    }

    private static Matcher authority(URI address) {
        return AUTHORITY.matcher(String.valueOf(address.getRawAuthority()));
    }

    private Matcher authority() {
        Matcher authority = authority(address);
        if (!authority.matches()) {
            throw new IllegalStateException("checked before: " + address);
        }
        return authority;
    }

    /** Its name or number; IPv6 without brackets. */
    public String host() {
        Matcher authority = authority();
        return Optional.ofNullable(authority.group("ip")).orElseGet(() -> authority.group("name"));
    }

    public int port() {
        return Integer.parseInt(authority().group("port"));
    }

    /** How several servers of Redis work together. */
    public enum Mode {
        STANDALONE,
        CLUSTER,
        SENTINEL
    }
}
