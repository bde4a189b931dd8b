package openim.verify.app.site;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.docker.ContainerFacts;
import openim.verify.client.docker.ContainerState;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Directories;
import openim.verify.config.reach.Loopback;
import openim.verify.config.secret.UserPassword;
import openim.verify.config.store.Etcd;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.target.Deployment;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Finds out where a deployment is mended, and by what each component is started there. */
public final class SiteLook {

    private static final Start BY_CONTROLLER = new Start.ByPerson(
            "what is a pod of the namespace its controller starts again by itself, and what is not is started where it"
                    + " runs: look why it does not come back");

    private final Deployment openim;
    private final Settings settings;
    private final Installation installation;
    private final Deadline deadline;

    private SiteLook(Deployment openim, Deadline deadline) {
        this.openim = openim;
        this.settings = openim.settings();
        this.installation = installation(settings);
        this.deadline = deadline;
    }

    /** A compose project beside a checkout of OpenIMServer is that of the components. */
    public static Installation installation(Settings settings) {
        if (settings.kubernetes().isPresent()) {
            return Installation.KUBERNETES;
        }
        Directories directories = settings.directories();
        return directories.docker().isPresent() && directories.server().isEmpty()
                ? Installation.DOCKER
                : Installation.SOURCE;
    }

    public static Site at(Deployment openim) {
        return at(openim, Deadline.in(openim.settings().deadlines().tool()));
    }

    /**
     * The same, with less time.
     *
     * @param deadline after which its containers count as unseen
     */
    public static Site at(Deployment openim, Deadline deadline) {
        SiteLook look = new SiteLook(openim, deadline);
        Directories directories = openim.settings().directories();
        return new Site(
                look.installation,
                directories.server(),
                directories.chat(),
                directories.docker(),
                Optional.of(openim.settings().endpoints().api().getHost())
                        .filter(host -> !Loopback.isHost(host))
                        .orElse(""),
                look.starts(),
                ClusterLook.of(openim),
                look.addresses(),
                look.etcdctl());
    }

    private Site.Etcdctl etcdctl() {
        Optional<Etcd> etcd = settings.stores().etcd();
        Optional<String> user = etcd.flatMap(Etcd::login).map(UserPassword::user);
        String root = etcd.map(Etcd::root).orElse(Site.Etcdctl.USUAL_ROOT);
        return installation == Installation.DOCKER
                ? Site.Etcdctl.ofContainer(user, root)
                : etcd.map(there -> Site.Etcdctl.at(
                                there.endpoints().stream().map(URI::toString).toList(), user, root))
                        .orElse(Site.Etcdctl.USUAL);
    }

    private Map<Part, Start> starts() {
        Map<Part, Start> starts = new EnumMap<>(Part.class);
        if (installation == Installation.KUBERNETES) {
            Stream.of(Part.values()).filter(Part::isComponent).forEach(part -> starts.put(part, BY_CONTROLLER));
            return starts;
        }
        Optional<Path> project = installation == Installation.DOCKER
                ? settings.directories().docker()
                : settings.directories().server();
        Containers containers = project.map(this::containers)
                .orElseGet(() -> new Containers(List.of(), Map.of(), "its compose project is not on this host"));
        Stream.of(Part.values())
                .filter(Part::isComponent)
                .forEach(part -> starts.put(part, start(part, containers, project)));
        return starts;
    }

    /**
     * Of a compose project.
     *
     * @param ports of this host that lead to each, by the container's name
     * @param unseen why they could not be looked at; empty if they could
     */
    private record Containers(List<ContainerState> all, Map<String, Set<Integer>> ports, String unseen) {}

    private Containers containers(Path project) {
        try {
            List<ContainerState> all = openim.tools().docker().composeContainers(project, deadline);
            Map<String, Set<Integer>> ports =
                    openim
                            .tools()
                            .docker()
                            .inspect(all.stream().map(ContainerState::name).toList(), deadline)
                            .stream()
                            .collect(Collectors.toMap(ContainerFacts::name, ContainerFacts::wouldPublish));
            return new Containers(all, ports, "");
        } catch (CannotLook | NotLookedAt blind) {
            return new Containers(List.of(), Map.of(), String.valueOf(blind.getMessage()));
        }
    }

    private Start start(Part component, Containers containers, Optional<Path> project) {
        Optional<ContainerState> container = containers.all().stream()
                .filter(each -> each.service().equals(component.composeService(installation)))
                .findFirst();
        if (container.isPresent()) {
            return byCompose(
                    component, containers.ports().getOrDefault(container.get().name(), Set.of()));
        }
        List<String> command = settings.repair().starts().getOrDefault(component.word(), List.of());
        if (!command.isEmpty()) {
            return new Start.ByCommand(command, settings.repair().restarts().getOrDefault(component.word(), List.of()));
        }
        return new Start.ByPerson("it has no container of the compose project"
                + project.map(path -> " in " + path).orElse("")
                + (containers.unseen().isEmpty() ? "" : " that can be seen (" + containers.unseen() + ")")
                + ", and no openim.start." + component.word() + " says what starts it");
    }

    /** One that publishes another port than the deployment uses is another one, and empty. */
    private Start byCompose(Part component, Set<Integer> published) {
        Optional<Integer> used = port(component);
        boolean another = used.isPresent() && !published.isEmpty() && !published.contains(used.get());
        return another
                ? new Start.ByPerson(
                        "its container publishes " + published + ", and the deployment uses port " + used.get())
                : new Start.ByCompose();
    }

    private Map<Part, Site.Address> addresses() {
        Map<Part, Site.Address> addresses = new EnumMap<>(Part.class);
        Stream.of(Part.values())
                .filter(Part::isComponent)
                .forEach(part -> address(part).ifPresent(address -> addresses.put(part, address)));
        return addresses;
    }

    /** The port at which it is used, where an address names one. */
    private Optional<Integer> port(Part component) {
        return address(component).map(Site.Address::port);
    }

    private Optional<Site.Address> address(Part component) {
        var stores = settings.stores();
        Optional<String> address = switch (component) {
            case MONGO -> stores.mongo().map(mongo -> mongo.hosts());
            case REDIS -> stores.redis().map(redis -> redis.address().toString());
            case KAFKA -> stores.kafka().map(kafka -> kafka.bootstrap().get(0));
            case ETCD -> stores.etcd().map(etcd -> etcd.endpoints().get(0).toString());
            case MINIO -> stores.minio().map(minio -> minio.endpoint().toString());
            default -> Optional.empty();
        };
        return address.filter(each -> !isInside(each)).flatMap(SiteLook::addressIn);
    }

    /** One that is used by a name of its container is used past every port that is published. */
    private boolean isInside(String address) {
        String host = address.split(",", -1)[0].replaceFirst("^[a-z]+://", "").replaceFirst(":.*", "");
        return settings.own().service(host).isPresent();
    }

    private static Optional<Site.Address> addressIn(String address) {
        String first = address.split(",", -1)[0];
        URI uri = URI.create(first.contains("://") ? first : "tcp://" + first);
        return Optional.of(uri)
                .filter(each -> each.getPort() > 0 && each.getHost() != null)
                .map(each -> new Site.Address(Loopback.isHost(each.getHost()) ? "" : each.getHost(), each.getPort()));
    }
}
