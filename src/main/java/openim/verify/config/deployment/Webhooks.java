package openim.verify.config.deployment;

import java.net.URI;
import java.util.List;
import openim.verify.config.reach.Addresses;

/**
 * The webhooks that OpenIMServer calls, as its own files have them.
 *
 * @param source the file, or the variable, that says where
 * @param url where all of them are called; may hold what lets one in, so that it is never shown as a whole
 * @param enabled which are called, such as {@code beforeSendSingleMsg}
 * @param inContainer whether who calls them is in a container, so that names and loopback addresses may mean others there
 */
public record Webhooks(String source, URI url, List<String> enabled, boolean inContainer) {

    public Webhooks {
        enabled = List.copyOf(enabled);
        if (enabled.isEmpty() || url.getHost() == null) {
            throw new IllegalArgumentException("no webhook is enabled, or there is no host to call");
        }
    }

    /** Where they are called, fit to be printed: {@code http://10.0.0.9:8080}. */
    public String where() {
        return url.getScheme() + "://" + Addresses.inUrl(url.getHost())
                + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }
}
