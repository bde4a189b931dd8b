package openim.verify.config.store;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import openim.verify.config.secret.UserPassword;

/**
 * The etcd that services register in.
 *
 * @param endpoints http or https
 * @param root the prefix under which OpenIM registers, as it is written: OpenIM puts a slash behind it, whatever slashes it has
 * @param login empty where etcd asks for none
 * @param services the names that must be registered, such as {@code user-rpc-service}; empty where they are not known, and
 *     then registrations cannot be judged
 */
public record Etcd(List<URI> endpoints, String root, Optional<UserPassword> login, List<String> services) {

    public Etcd {
        endpoints = List.copyOf(endpoints);
        services = List.copyOf(services);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("etcd without an endpoint");
        }
    }
}
