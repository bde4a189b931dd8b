package openim.verify.recovery.act;

import java.net.URI;
import java.util.Set;

/** The port that a URL leads to. */
public final class Ports {

    private static final Set<String> OVER_TLS = Set.of("https", "wss");

    private Ports() {}

    /** The named one, or the usual one of its scheme. */
    public static int of(URI url) {
        return url.getPort() >= 0 ? url.getPort() : OVER_TLS.contains(url.getScheme()) ? 443 : 80;
    }
}
