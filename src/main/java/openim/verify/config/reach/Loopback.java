package openim.verify.config.reach;

import java.util.regex.Pattern;

/** Which hosts lead each machine to itself. */
public final class Loopback {

    private static final Pattern HOST =
            Pattern.compile("localhost|127\\.[0-9.]+|::1|\\[::1]", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** Whether that host does, written as a name or as an address; no name is looked up. */
    public static boolean isHost(String host) {
        return HOST.matcher(host).matches();
    }
}
