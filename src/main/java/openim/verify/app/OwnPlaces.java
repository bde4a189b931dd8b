package openim.verify.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import openim.verify.config.Settings;

/** Where this program keeps what is needed while it looks. */
final class OwnPlaces {

    private OwnPlaces() {}

    /** Whether the reports can be written. */
    static boolean areKept(Settings settings) {
        return Stream.iterate(settings.reports().toAbsolutePath(), place -> place != null, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .filter(there -> Files.isDirectory(there) && Files.isWritable(there))
                .isPresent();
    }

    /**
     * Where accounts are leased: among the reports, or, if those cannot be written, where this machine has temporary files. Nobody
     * else can lease any among the reports then.
     */
    static Path leases(Settings settings) {
        return areKept(settings)
                ? settings.reports().resolve("leases")
                : Path.of(
                        System.getProperty("java.io.tmpdir", "/tmp"),
                        "openim-verify-" + System.getProperty("user.name", "nobody"),
                        "leases");
    }
}
