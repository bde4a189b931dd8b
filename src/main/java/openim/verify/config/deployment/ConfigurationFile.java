package openim.verify.config.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import openim.verify.config.yaml.YamlNode;

/**
 * One of OpenIM's configuration files, wherever it lies.
 *
 * @param where it lies, for people
 */
record ConfigurationFile(String where, Content content) {

    /** Reads it. */
    @FunctionalInterface
    interface Content {

        YamlNode read() throws IOException;
    }

    /** On this machine. */
    static ConfigurationFile at(Path path) {
        return new ConfigurationFile(path.toString(), () -> YamlNode.read(path));
    }

    /** The same, if there is one. */
    static Optional<ConfigurationFile> ifThere(Path path) {
        return Files.exists(path) ? Optional.of(at(path)) : Optional.empty();
    }

    /** In a container that has it from its image, or keeps it to itself. */
    static ConfigurationFile inside(String container, String name, String text) {
        return new ConfigurationFile("config/" + name + " in the container " + container, () -> YamlNode.parse(text));
    }
}
