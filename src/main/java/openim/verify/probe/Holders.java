package openim.verify.probe;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.Names;
import openim.verify.client.net.NotConnected;
import openim.verify.config.reach.Ports;
import openim.verify.host.ListeningSockets;
import openim.verify.host.RunningProcess;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Who holds the port of an address. */
@FunctionalInterface
interface Holders {

    /** Nobody can be asked. */
    Holders UNSEEN = address -> Optional.empty();

    /** The processes that listen there; empty if that cannot be seen. */
    Optional<Set<Long>> of(HostPort address);

    /** The same of a URL. */
    default Optional<Set<Long>> of(URI url) {
        return of(new HostPort(url.getHost(), Ports.of(url)));
    }

    /**
     * Which of these URLs lead to processes that are all of one kind; none if they are of several, for then it cannot be said of which
     * a URL is.
     */
    default List<URI> doorsOf(List<RunningProcess> processes, List<URI> urls) {
        Set<Long> pids = processes.stream().map(RunningProcess::pid).collect(Collectors.toSet());
        boolean alike = processes.stream().map(RunningProcess::name).distinct().count() == 1;
        return urls.stream()
                .filter(url -> alike
                        && of(url).filter(holding -> holding.stream().anyMatch(pids::contains))
                                .isPresent())
                .toList();
    }

    /** Those of this machine. */
    static Holders here(Deadline deadline) {
        return address -> {
            try {
                Set<Long> processes = Stream.of(Names.addressesOf(address.host(), deadline))
                        .flatMap(each -> ListeningSockets.here().on(each, address.port()).stream())
                        .flatMap(listener -> listener.pid().stream())
                        .collect(Collectors.toSet());
                return processes.isEmpty() ? Optional.empty() : Optional.of(processes);
            } catch (NotConnected | CannotLook | NotLookedAt unseen) {
                return Optional.empty();
            }
        };
    }
}
