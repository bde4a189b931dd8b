package openim.verify.config.deployment;

import java.nio.file.Path;

/** The deployments in src/test/resources: files as OpenIM has them, with values that it does not ship with. */
public final class Deployments {

    static final Path ALL = Path.of("src/test/resources/deployments").toAbsolutePath();
    public static final Path SERVER = ALL.resolve("source/open-im-server");
    public static final Path CHAT = ALL.resolve("source/chat");
    static final Path DOCKER = ALL.resolve("docker");

    private Deployments() {}
}
