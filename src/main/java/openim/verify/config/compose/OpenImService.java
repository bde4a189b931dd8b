package openim.verify.config.compose;

import java.util.Locale;
import java.util.Set;
import openim.verify.config.release.Image;
import openim.verify.config.setting.Port;

/** One of OpenIM's two servers as a service of a compose project, whatever that service is called. */
public enum OpenImService {
    SERVER("openim-server", "IMENV_", Port.API, Set.of("openim-server", "open-im-server")),
    CHAT("openim-chat", "CHATENV_", Port.CHAT, Set.of("openim-chat", "open-im-chat"));

    private final String usualName;
    private final String variables;
    private final int port;
    private final Set<String> images;

    OpenImService(String usualName, String variables, int port, Set<String> images) {
        this.usualName = usualName;
        this.variables = variables;
        this.port = port;
        this.images = images;
    }

    /** As openim-docker names it. */
    public String usualName() {
        return usualName;
    }

    /** A port that it listens on and clients reach. */
    int port() {
        return port;
    }

    boolean isMadeFrom(Image image) {
        return images.contains(image.repository());
    }

    /** Whether a variable of that name is one of its configuration. */
    boolean owns(String variable) {
        return variable.toUpperCase(Locale.ROOT).startsWith(variables);
    }
}
