package openim.verify.config.deployment;

import java.nio.file.Path;
import java.util.Map;

/**
 * Tells what the running processes of a checkout have in their environment, which overrides the files there: reading settings
 * looks at no process by itself.
 */
@FunctionalInterface
public interface RunningServices {

    /** Nobody can be asked, or wants to be. */
    RunningServices NOBODY = checkout -> Map.of();

    /**
     * The variables that override its files, by name. Never throws; empty if none runs, or it cannot be seen.
     *
     * @param checkout the directory of OpenIMServer or ChatServer
     */
    Map<String, String> environment(Path checkout);
}
