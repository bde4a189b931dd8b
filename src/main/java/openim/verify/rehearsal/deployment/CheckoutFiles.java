package openim.verify.rehearsal.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes what a built source checkout holds, as far as an operator's tools read it. */
final class CheckoutFiles {

    /** Where a checkout has its executables. */
    static final Path EXECUTABLES = Path.of("_output/bin/platforms/linux/amd64");

    private CheckoutFiles() {}

    /** Writes a checkout: its version file, its start-config.yml, and the files of {@code config/} by name. */
    static void write(Path directory, String version, String startConfig, Map<String, String> config) {
        try {
            Files.createDirectories(directory.resolve(EXECUTABLES));
            Path configDirectory = Files.createDirectories(directory.resolve("config"));
            Path versionDirectory = Files.createDirectories(directory.resolve("version"));
            Files.writeString(versionDirectory.resolve("version"), version);
            Files.writeString(directory.resolve("start-config.yml"), startConfig);
            for (Map.Entry<String, String> file : config.entrySet()) {
                Files.writeString(configDirectory.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the checkout " + directory + " cannot be written", e);
        }
    }
}
