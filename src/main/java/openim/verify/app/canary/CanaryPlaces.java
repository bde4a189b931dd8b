package openim.verify.app.canary;

import java.nio.file.Path;
import openim.verify.config.Settings;
import openim.verify.message.ledger.LedgerFile;
import openim.verify.target.History;

/**
 * Where a canary keeps its things: apart from those of runs that people make, so that neither clears the other's away.
 *
 * @param directory {@code reports/canary/}
 * @param deployment the deployment's name, as part of a file name
 */
record CanaryPlaces(Path directory, String deployment) {

    static CanaryPlaces of(Settings settings) {
        return new CanaryPlaces(
                settings.reports().resolve("canary"),
                History.nameOf(settings.endpoints().api()));
    }

    /** The ledgers of its own flows. */
    Path ledger() {
        return LedgerFile.of(directory, deployment);
    }

    /** What it believes. */
    Path standing() {
        return directory.resolve(deployment + ".json");
    }

    /** How often it had the server search its messages today. */
    Path searches() {
        return directory.resolve(deployment + ".searches");
    }

    /** The directories of its rounds, of which the last ones are kept. */
    Path rounds() {
        return directory.resolve("rounds");
    }

    /** Held by the one that watches this deployment from here. */
    Path lock() {
        return directory.resolve("locks").resolve(deployment);
    }
}
