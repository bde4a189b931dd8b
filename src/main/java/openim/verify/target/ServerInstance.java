package openim.verify.target;

import java.net.URI;
import java.util.Optional;
import openim.verify.client.user.Drivers;

/**
 * One of several processes that answer clients. Prints as what a person looks for it by.
 *
 * @param url where it alone is reached
 * @param drivers those of the deployment, but what goes to a process of its kind goes to this one
 * @param pod in which it is; empty where it is in none
 * @param known whether it is known to be one of this deployment; one that is not, and takes no token of ours, is anybody's
 */
public record ServerInstance(URI url, Drivers drivers, Optional<String> pod, boolean known) {

    /** One that settings name. */
    public ServerInstance(URI url, Drivers drivers) {
        this(url, drivers, Optional.empty(), true);
    }

    /** What an answer of it says, with whose it is. */
    public String says(String seen) {
        return pod.map(name -> "pod " + name + ": ").orElse("") + seen;
    }

    @Override
    public String toString() {
        return url + pod.map(name -> " (pod " + name + ")").orElse("");
    }
}
