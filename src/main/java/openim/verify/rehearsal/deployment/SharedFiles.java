package openim.verify.rehearsal.deployment;

import openim.verify.rehearsal.component.Addresses;

/** The parts of the configuration that both checkouts have in the same words. */
final class SharedFiles {

    private SharedFiles() {}

    /** Without user and password: the embedded server knows none. */
    static String mongodb(Addresses components) {
        return """
                uri: %s
                address: [%s]
                database: %s
                username:
                password:
                authSource:
                maxPoolSize: 100
                """.formatted(
                components.mongo(), components.mongo().replaceFirst("mongodb://([^/]+)/.*", "$1"), Addresses.DATABASE);
    }

    static String discovery(Addresses components) {
        return """
                enable: etcd
                etcd:
                  rootDirectory: openim
                  address: [%s]
                  username:
                  password:
                """.formatted(components.etcd().getAuthority());
    }
}
