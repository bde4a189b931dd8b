package openim.verify.config.deployment;

import java.util.List;

/**
 * The processes of one service that register, by the deployment's own files.
 *
 * @param count how many are started
 * @param addresses where each registers, as {@code host:port}; empty where it takes any port that is free, or the files do not tell
 */
public record Registrants(int count, List<String> addresses) {

    public Registrants {
        addresses = List.copyOf(addresses);
    }
}
