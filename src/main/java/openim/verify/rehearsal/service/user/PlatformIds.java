package openim.verify.rehearsal.service.user;

import java.util.List;

/** The platforms that a token or a connection is for, by {@code platformID}. */
public final class PlatformIds {

    /** The administrators'. */
    public static final int ADMIN = 10;

    /** Browsers: the only ones that the gateway pings by itself. */
    public static final int WEB = 5;

    private static final List<String> NAMES = List.of(
            "iOS", "Android", "Windows", "OSX", "Web", "MiniWeb", "Linux", "APad", "IPad", "Admin", "HarmonyOS");

    private PlatformIds() {}

    /** Whether there is one of this id. */
    public static boolean exists(int id) {
        return id >= 1 && id <= NAMES.size();
    }

    static String nameOf(int id) {
        return exists(id) ? NAMES.get(id - 1) : "Platform" + id;
    }

    static int count() {
        return NAMES.size();
    }
}
