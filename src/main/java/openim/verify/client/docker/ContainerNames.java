package openim.verify.client.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import openim.verify.await.Deadline;
import openim.verify.client.net.KnownNames;
import openim.verify.client.net.NotConnected;
import openim.verify.verdict.CannotLook;
import org.jspecify.annotations.Nullable;

/**
 * The names by which the containers of a compose project reach each other, for whoever is on the machine that runs them: there the
 * container's own address is reached over the bridge of its network.
 *
 * <p>Docker is asked when a name is needed and not before, and again after a while, or as soon as nobody is found there: a container
 * that is started anew may have the address that another one had. An address counts only where the bridge is seen to be this machine's, for elsewhere the same one
 * may be somebody else's: with a daemon on another machine, with Docker Desktop, or with Docker without root.
 */
public final class ContainerNames implements KnownNames {

    private static final Duration FRESH = Duration.ofSeconds(20);

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private static final String BRIDGE = "br-";

    private static final int OF_ID = 12;

    private final Docker docker;
    private final Path project;
    private final Map<String, String> services;
    private final String publisher;
    private final Map<String, String> environment;
    private final Duration patience;
    private final Duration fresh;
    private final Set<String> reached = ConcurrentHashMap.newKeySet();
    private @Nullable CompletableFuture<Seen> latest;

    /**
     * @param project the directory of the compose project
     * @param services of it, by the names that lead to their containers
     * @param publisher the compose file, for sentences
     * @param environment of this process
     * @param patience with docker, whoever waits for it and however short
     */
    public ContainerNames(
            Docker docker,
            Path project,
            Map<String, String> services,
            String publisher,
            Map<String, String> environment,
            Duration patience) {
        this(docker, project, services, publisher, environment, patience, FRESH);
    }

    /**
     * The same.
     *
     * @param fresh how long docker's answer counts
     */
    ContainerNames(
            Docker docker,
            Path project,
            Map<String, String> services,
            String publisher,
            Map<String, String> environment,
            Duration patience,
            Duration fresh) {
        this.docker = docker.afresh();
        this.project = project;
        this.services = Map.copyOf(services);
        this.publisher = publisher;
        this.environment = Map.copyOf(environment);
        this.patience = patience;
        this.fresh = fresh;
    }

    /**
     * The containers as they were at a moment.
     *
     * @param daemon that told of them
     */
    private record Seen(List<ContainerState> containers, List<ContainerFacts> facts, String daemon, Deadline fresh) {

        Optional<ContainerState> container(String service) {
            return containers.stream()
                    .filter(each -> each.service().equals(service))
                    .findFirst();
        }

        List<ContainerFacts.Network> networks(ContainerState container) {
            return facts.stream()
                    .filter(each -> each.name().equals(container.name()))
                    .flatMap(each -> each.networks().stream())
                    .toList();
        }
    }

    @Override
    public Optional<InetAddress> addressOf(String name, Deadline deadline) throws NotConnected {
        String service = services.get(name);
        return service == null
                ? Optional.empty()
                : Optional.of(address(name, service, seen(name, service, deadline), deadline));
    }

    @Override
    public void prepare() {
        CompletableFuture<Seen> look = look(seen -> !seen.fresh().isOver());
        try {
            look.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException untold) {
            // Whoever asks for a name is told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void forget(String name) {
        if (services.containsKey(name) && latest != null && latest.isDone()) {
            latest = null;
        }
    }

    private NotConnected unknown(String name, String why) {
        return KnownNames.cannotTell(name, publisher + " does not publish what is needed of " + name + "; " + why);
    }

    private Seen seen(String name, String service, Deadline deadline) throws NotConnected {
        try {
            return look(seen -> counts(seen, service)).get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw unknown(name, "docker did not say within " + deadline + " where its container is");
        } catch (ExecutionException untold) {
            Throwable why = untold.getCause() == null ? untold : untold.getCause();
            throw unknown(name, String.valueOf(why.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotLook("interrupted while docker was asked for the address of " + name, e);
        }
    }

    /** Whether what was seen last counts still: that a container does not run may have changed at any moment. */
    private static boolean counts(Seen seen, String service) {
        return !seen.fresh().isOver()
                && seen.container(service).filter(ContainerNames::runs).isPresent();
    }

    private static boolean runs(ContainerState container) {
        return container.isRunning() || container.state().equals("paused");
    }

    /** The look that goes on, or the last one if that counts still, or a new one. */
    private synchronized CompletableFuture<Seen> look(Predicate<Seen> counts) {
        CompletableFuture<Seen> last = latest;
        boolean use =
                last != null && (!last.isDone() || (!last.isCompletedExceptionally() && counts.test(last.join())));
        if (last == null || !use) {
            last = CompletableFuture.supplyAsync(this::look, ContainerNames::inBackground);
            latest = last;
        }
        return last;
    }

    private static void inBackground(Runnable look) {
        Thread thread = new Thread(look, "docker-looks-for-containers");
        thread.setDaemon(true);
        thread.start();
    }

    private Seen look() {
        Deadline deadline = Deadline.in(patience);
        List<ContainerState> containers = docker.composeContainers(project, deadline);
        List<String> ours = containers.stream()
                .filter(container -> services.containsValue(container.service()))
                .map(ContainerState::name)
                .toList();
        return new Seen(
                containers, docker.inspect(ours, deadline), docker.daemon(environment, deadline), Deadline.in(fresh));
    }

    private InetAddress address(String name, String service, Seen now, Deadline deadline) throws NotConnected {
        Optional<ContainerState> container = now.container(service);
        if (container.isEmpty()) {
            throw unknown(name, "the compose project in " + project + " has no container of " + service + " here");
        }
        if (!runs(container.get())) {
            throw KnownNames.noWay("its container does not run: " + container.get());
        }
        List<ContainerFacts.Network> networks = now.networks(container.get());
        if (networks.isEmpty()) {
            throw unknown(name, "its container has no address of its own");
        }
        if (!now.daemon().startsWith("unix:")) {
            throw unknown(name, "its container is not on this machine, but where " + now.daemon() + " leads");
        }
        for (ContainerFacts.Network network : networks) {
            if (isOfThisMachine(network)) {
                return reached(name, network, deadline);
            }
        }
        throw unknown(
                name,
                "its container's address, " + networks.get(0).address() + ", is in no network of this machine,"
                        + " as with Docker Desktop, or Docker without root");
    }

    private static boolean isOfThisMachine(ContainerFacts.Network network) {
        if (network.gateway().isEmpty()) {
            return false;
        }
        try {
            NetworkInterface bridge = NetworkInterface.getByInetAddress(InetAddress.getByName(network.gateway()));
            return bridge != null && mayBelongTo(bridge.getName(), network.id());
        } catch (IOException unknown) {
            return false;
        }
    }

    /** A bridge has its network's id in its name, unless it was given another. */
    private static boolean mayBelongTo(String bridge, String id) {
        return !bridge.startsWith(BRIDGE)
                || (bridge.length() == BRIDGE.length() + OF_ID && id.startsWith(bridge.substring(BRIDGE.length())));
    }

    /** Whatever answers, be it that nobody listens there, was reached. */
    private InetAddress reached(String name, ContainerFacts.Network network, Deadline deadline) throws NotConnected {
        try {
            InetAddress address = InetAddress.getByName(network.address());
            if (!reached.contains(network.address())) {
                int patience = (int) deadline.atMost(A_MOMENT).remaining().toMillis();
                if (!address.isReachable(Math.max(1, patience))) {
                    throw unknown(
                            name, "its container's address, " + network.address() + ", does not answer from here");
                }
                reached.add(network.address());
            }
            return address;
        } catch (NotConnected silent) {
            throw silent;
        } catch (IOException failed) {
            throw unknown(
                    name,
                    "its container's address, " + network.address() + ", cannot be reached from here: "
                            + failed.getMessage());
        }
    }
}
