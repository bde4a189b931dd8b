package openim.verify.target;

import java.util.Locale;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Directories;

/** How a deployment was installed, as far as is known here. */
public enum Flavour {
    /** From the sources; started by {@code mage}. */
    SOURCE,
    /** By the compose project openim-docker. */
    DOCKER,
    /** In a namespace of a cluster. */
    KUBERNETES,
    /** Somewhere else: no directory of it is known here. */
    REMOTE,
    /** The rehearsal in this process. */
    EMBEDDED;

    public static Flavour of(Settings settings, boolean rehearsal) {
        if (rehearsal) {
            return EMBEDDED;
        }
        if (settings.kubernetes().isPresent()) {
            return KUBERNETES;
        }
        Directories directories = settings.directories();
        if (directories.docker().isPresent()) {
            return DOCKER;
        }
        return directories.server().isPresent() || directories.chat().isPresent() ? SOURCE : REMOTE;
    }

    /** The word for it in files and output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
