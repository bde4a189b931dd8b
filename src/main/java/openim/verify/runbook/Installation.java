package openim.verify.runbook;

import java.util.Locale;

/** How a deployment was installed, which decides how it is mended. */
public enum Installation {
    /** Servers built from the sources and started by {@code mage}; components by open-im-server's compose file, if at all. */
    SOURCE,
    /** Everything by openim-docker's compose file. */
    DOCKER,
    /** Everything, or the servers alone, in a namespace of a cluster. */
    KUBERNETES;

    /** The word for it in files: {@code source}, {@code docker}, {@code kubernetes}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
