package openim.verify.config.reach;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The port that a URL leads to. */
public final class Ports {

    private static final Set<String> OVER_TLS = Set.of("https", "wss");

    /** {@link URI} tells none where it does not take the name for a host's, such as {@code external_ip}. */
    private static final Pattern NAMED = Pattern.compile(".*:(\\d{1,5})");

    private Ports() {}

    /** The named one, or the usual one of its scheme. */
    public static int of(URI url) {
        Matcher named = NAMED.matcher(String.valueOf(url.getRawAuthority()));
        if (named.matches()) {
            return Integer.parseInt(named.group(1));
        }
        return OVER_TLS.contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT)) ? 443 : 80;
    }
}
