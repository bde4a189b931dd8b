package openim.verify.config;

import java.nio.file.Path;

/** The deployments in src/test/resources: files as OpenIM has them, with values that it does not ship with. */
final class Deployments {

    static final Path ALL = Path.of("src/test/resources/deployments").toAbsolutePath();
    static final Path SERVER = ALL.resolve("source/open-im-server");
    static final Path CHAT = ALL.resolve("source/chat");
    static final Path DOCKER = ALL.resolve("docker");

    private Deployments() {}
}
