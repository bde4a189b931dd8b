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

    /** Scheme, host, port and path; the query of a URL can be a key. */
    public static String where(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }

    @Override
    public String toString() {
        return url;
    }
}
