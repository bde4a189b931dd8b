package openim.verify.recovery.execution;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;

/**
 * A server that is to be restarted.
 *
 * @param server which
 * @param hung its processes that may hang, because they are ended if they outlive the stop
 */
record Restart(Server server, List<Part> hung) {

    Optional<Path> directory(Site site) {
        return server == Server.OPENIM ? site.server() : site.chat();
    }

    /** The names of the executables that may hang. */
    Set<String> mayHang() {
        return hung.stream().map(Part::word).collect(Collectors.toUnmodifiableSet());
    }
}
