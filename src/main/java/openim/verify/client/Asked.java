package openim.verify.client;

import java.net.URI;

/**
 * What was asked, and how it can be found in the server's own log.
 *
 * @param url where, without query and user information
 * @param operationId the operationID that went with it, or empty if it takes none
 */
public record Asked(String url, String operationId) {

    public Asked {
        if (url.contains("?")) {
            throw new IllegalArgumentException("a query can hold a token");
        }
    }

    public static Asked of(URI url, String operationId) {
        return new Asked(where(url), operationId);
    }

    /** Who was asked: scheme, host and port. */
    public String server() {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0 ? url : url.substring(0, path);
    }

    /** Scheme, host, port and path; user information and the query of a URL can be keys. */
    public static String where(URI url) {
        return origin(url) + url.getRawPath();
    }

    /** Scheme, host and port. */
    public static String origin(URI url) {
        // Not getHost(): it is null for names with an underscore, which do exist.
        String authority = String.valueOf(url.getRawAuthority());
        return url.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return url;
    }
}
