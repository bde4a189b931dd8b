package openim.verify.client.net;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.client.Asked;
import openim.verify.client.Failure;

/** Where a URL leads. */
record Endpoint(String host, int port, boolean overTls) {

    /** Of a scheme whose URLs always name theirs. */
    private static final int NO_PORT = 0;

    private static final Map<String, Integer> PORTS =
            Map.of("http", 80, "ws", 80, "https", 443, "wss", 443, "tcp", NO_PORT);

    /** Also for names that {@link URI} does not take for hosts, such as {@code external_ip}. */
    private static final Pattern AUTHORITY = Pattern.compile("\\[?([^\\[\\]:]+|[^\\[\\]]+(?=\\]))\\]?(?::(\\d{1,5}))?");

    static Endpoint of(URI url) throws NotConnected {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        Integer standard = PORTS.get(scheme);
        String origin = Asked.origin(url);
        Matcher authority = AUTHORITY.matcher(origin.substring(origin.indexOf("://") + 3));
        if (standard == null || url.getRawAuthority() == null || !authority.matches()) {
            throw new NotConnected(Failure.UNREACHABLE, "leads nowhere: " + origin, null);
        }
        int port = authority.group(2) == null ? standard : Integer.parseInt(authority.group(2));
        return new Endpoint(authority.group(1), port, scheme.equals("https") || scheme.equals("wss"));
    }
}
