package openim.verify.rehearsal.deployment;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import openim.verify.rehearsal.component.RelayAddresses;

/** The parts of the configuration that both checkouts have in the same words. */
final class SharedFiles {

    private SharedFiles() {}

    /** Without user and password: the embedded server knows none. */
    static String mongodb(RelayAddresses components) {
        return """
                uri: %s
                address: [%s]
                database: %s
                username:
                password:
                authSource:
                maxPoolSize: 100
                """.formatted(
                        components.mongo(),
                        components.mongo().replaceFirst("mongodb://([^/]+)/.*", "$1"),
                        RelayAddresses.DATABASE);
    }

    static String discovery(RelayAddresses components) {
        return """
                enable: etcd
                etcd:
                  rootDirectory: openim
                  address: [%s]
                  username:
                  password:
                """.formatted(components.etcd().getAuthority());
    }

    /**
     * Under which names services are registered.
     *
     * @param key what it is called
     * @param names from what the configuration calls a service to its name
     */
    static String names(String key, List<String> roles, UnaryOperator<String> names) {
        return roles.stream()
                .map(role -> "  " + role + ": " + names.apply(role) + "\n")
                .collect(Collectors.joining("", key + ":\n", ""));
    }
}
