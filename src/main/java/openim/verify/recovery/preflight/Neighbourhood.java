package openim.verify.recovery.preflight;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import openim.verify.client.ops.Listener;
import openim.verify.client.ops.RunningProcess;

/** What the machine tells of who answers where. Each look may throw that it cannot be had. */
public interface Neighbourhood {

    /** Whether a URL's host is this machine. */
    boolean isHere(URI url);

    /** Who listens at a URL's host and port; empty if nobody does. */
    List<Listener> listeners(URI url);

    /** The processes that run out of a directory. */
    List<RunningProcess> processes(Path directory);

    /** The ports of this host that containers of the compose project in a directory publish, or would if they ran. */
    Set<Integer> publishedPorts(Path project);

    /** Whether a process is this very program, which rehearses a deployment inside itself. */
    boolean isRehearsal(Listener listener);
}
