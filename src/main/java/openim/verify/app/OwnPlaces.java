package openim.verify.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import openim.verify.config.Settings;
import openim.verify.target.History;
import openim.verify.target.account.AccountPool;

/** Where this program keeps what is needed while it looks. */
public final class OwnPlaces {

    private OwnPlaces() {}

    /** Whether the reports can be written. */
    public static boolean areKept(Settings settings) {
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

    /** Our accounts in the deployment that these settings name. */
    public static AccountPool pool(Settings settings) {
        URI api = settings.endpoints().api();
        return new AccountPool(
                leases(settings),
                History.nameOf(api),
                settings.limits().accountPrefix(),
                settings.limits().pairs());
    }
}
