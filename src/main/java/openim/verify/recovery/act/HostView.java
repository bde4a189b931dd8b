package openim.verify.recovery.act;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import openim.verify.host.Listener;
import openim.verify.host.RunningProcess;

/** What the machine tells of who answers where. Each look may throw that it cannot be had. */
public interface HostView {

    /** Whether a URL's host is this machine. */
    boolean isHere(URI url);

    /** Who listens at a URL's host and port; empty if nobody does. */
    List<Listener> listeners(URI url);

    /** The processes that run out of a directory. */
    List<RunningProcess> processes(Path directory);

    /** The ports of this host that lead to containers of the compose project in a directory. */
    Published published(Path project);

    /** Whether a process is one inside a container of that project, as of those that have no network of their own. */
    boolean isInside(Listener listener, Path project);

    /** Whether a process is Docker's own, or another's like it, that only hands on what arrives at a port to some container. */
    boolean isForwarder(Listener listener);

    /**
     * Ports of this host.
     *
     * @param now those that lead to a container which runs
     * @param otherwise those that would lead to one if it ran
     */
    record Published(Set<Integer> now, Set<Integer> otherwise) {

        public Published {
            now = Set.copyOf(now);
            otherwise = Set.copyOf(otherwise);
        }
    }

    /** Whether a process is this very program, which rehearses a deployment inside itself. */
    boolean isRehearsal(Listener listener);
}
