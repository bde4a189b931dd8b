package openim.verify.target;

import java.net.URI;
import openim.verify.client.user.Drivers;

/**
 * One of several processes that answer clients.
 *
 * @param url where it alone is reached
 * @param drivers those of the deployment, but what goes to a process of its kind goes to this one
 */
public record ServerInstance(URI url, Drivers drivers) {

    @Override
    public String toString() {
        return url.toString();
    }
}
