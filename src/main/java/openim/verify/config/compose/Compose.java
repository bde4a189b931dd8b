package openim.verify.config.compose;

import java.nio.file.Path;
import java.util.Optional;

/** Asks {@code docker compose} how it understands a project; reading settings starts no process by itself. */
@FunctionalInterface
public interface Compose {

    /** Nobody can be asked, or wants to be. */
    Compose NOBODY = (docker, directory) -> new Understood(Optional.empty(), "");

    /**
     * What the project in a directory comes to, all profiles included. Never throws.
     *
     * @param docker the command
     */
    Understood config(String docker, Path directory);

    /**
     * What it said.
     *
     * @param json the project as {@code docker compose config --format json} writes it; empty if that could not be had
     * @param why it could not; empty if nobody was asked
     */
    record Understood(Optional<String> json, String why) {

        /** The reason; there are secrets in the rest. */
        @Override
        public String toString() {
            return json.isPresent() ? "a project" : why;
        }
    }
}
