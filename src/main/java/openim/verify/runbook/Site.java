package openim.verify.runbook;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a deployment is mended, and by what.
 *
 * @param installation how it was installed
 * @param server the checkout of open-im-server, if it is on this host
 * @param chat the checkout of chat, if it is on this host
 * @param docker the directory of openim-docker, if it is on this host
 * @param host the machine whose API answers, for what has to be typed elsewhere; empty if it is this one
 * @param starts how each component is started; one that is not named is started by a person
 * @param cluster the namespace, where it is in one
 * @param addresses where components are asked, as host and port, those that are known
 * @param etcdctl how its etcd is asked
 */
public record Site(
        Installation installation,
        Optional<Path> server,
        Optional<Path> chat,
        Optional<Path> docker,
        String host,
        Map<Part, Start> starts,
        Optional<Cluster> cluster,
        Map<Part, Address> addresses,
        Etcdctl etcdctl) {

    /** One that is in no cluster, and of which no address is known. */
    public Site(
            Installation installation,
            Optional<Path> server,
            Optional<Path> chat,
            Optional<Path> docker,
            String host,
            Map<Part, Start> starts) {
        this(installation, server, chat, docker, host, starts, Optional.empty(), Map.of());
    }

    /** One of whose etcd nothing is known. */
    public Site(
            Installation installation,
            Optional<Path> server,
            Optional<Path> chat,
            Optional<Path> docker,
            String host,
            Map<Part, Start> starts,
            Optional<Cluster> cluster,
            Map<Part, Address> addresses) {
        this(
                installation,
                server,
                chat,
                docker,
                host,
                starts,
                cluster,
                addresses,
                installation == Installation.DOCKER
                        ? Etcdctl.ofContainer(Optional.empty(), Etcdctl.USUAL_ROOT)
                        : Etcdctl.USUAL);
    }

    public Site {
        starts = Map.copyOf(starts);
        addresses = Map.copyOf(addresses);
        starts.keySet().stream().filter(part -> !part.isComponent()).forEach(part -> {
            throw new IllegalArgumentException(part.word() + " is no component, and is never started alone");
        });
    }

    /** How that component is started. */
    public Start start(Part component) {
        return starts.getOrDefault(component, new Start.ByPerson("nothing here says how it is started"));
    }

    /**
     * A command that concerns a part, as it is pasted: with the change of directory, and through ssh if it is not here.
     *
     * @param typed as a person types it in the directory of that part
     */
    public String pasted(Part part, String typed) {
        if (part.tier() == Tier.SURROUNDINGS) {
            return typed;
        }
        if (cluster.isPresent()) {
            return cluster.get().typed(typed);
        }
        return part.server().map(this::place).orElseGet(this::compose).pasted(typed, host);
    }

    /**
     * A text with the address of a part for {@code {host}} and {@code {port}}, and with how etcd is asked for {@code {etcdctl}} and
     * {@code {etcd-root}}.
     */
    public String addressed(Part part, String text) {
        Address address = addresses.getOrDefault(part, Address.USUAL);
        return text.replace("{etcdctl}", etcdctl.command())
                .replace("{etcd-root}", CommandLine.quoted(etcdctl.root() + "/"))
                .replace("{host}", address.host().isEmpty() ? "127.0.0.1" : address.host())
                .replace("{port}", String.valueOf(address.port()));
    }

    /**
     * A command that looks at a part, as it is pasted. Where the documented one is of docker, and the component has no container
     * here, the one that shows which process listens at its address.
     *
     * @param row with {@code {host}} and {@code {port}} for its address
     */
    public String looking(Part part, Look row) {
        String documented = addressed(part, row.typed());
        if (host.isEmpty() && cluster.isEmpty() && row.anywhere()) {
            return documented;
        }
        boolean contained = installation != Installation.SOURCE
                || !documented.startsWith("docker ")
                || start(part) instanceof Start.ByCompose;
        return contained
                ? pasted(part, documented)
                : Optional.ofNullable(addresses.get(part))
                        .map(Address::listening)
                        .orElseGet(() -> pasted(part, documented));
    }

    /** Where the servers' commands are typed. */
    Place place(Server of) {
        return switch (installation) {
            case DOCKER -> compose();
            case KUBERNETES -> Place.ANYWHERE;
            case SOURCE -> new Place(of == Server.OPENIM ? server : chat, of.checkout());
        };
    }

    /** Where the compose project of the components is. */
    Place compose() {
        if (installation == Installation.KUBERNETES) {
            return Place.ANYWHERE;
        }
        return installation == Installation.DOCKER
                ? new Place(docker, "openim-docker")
                : new Place(server, Server.OPENIM.checkout());
    }

    /**
     * How etcd is asked on a command line.
     *
     * @param command with its endpoints, and with the user where there is one: etcdctl asks for his password, or takes it from
     *     ETCDCTL_PASSWORD
     * @param root below which services register
     */
    public record Etcdctl(String command, String root) {

        public static final String USUAL_ROOT = "openim";

        /** Where OpenIM's own compose file publishes it. */
        public static final Etcdctl USUAL = at(List.of("http://127.0.0.1:12379"), Optional.empty(), USUAL_ROOT);

        /** One that is asked from this machine. */
        public static Etcdctl at(List<String> endpoints, Optional<String> user, String root) {
            return new Etcdctl(
                    "etcdctl --endpoints=" + CommandLine.quoted(String.join(",", endpoints)) + option(user), root);
        }

        /** One that is asked inside its container, from the directory of the compose project. */
        public static Etcdctl ofContainer(Optional<String> user, String root) {
            return new Etcdctl(
                    "docker compose exec etcd etcdctl --endpoints=http://127.0.0.1:2379" + option(user), root);
        }

        private static String option(Optional<String> user) {
            return user.map(name -> " --user=" + CommandLine.quoted(name)).orElse("");
        }
    }

    /**
     * Where a component is asked.
     *
     * @param host empty if it is this machine
     */
    public record Address(String host, int port) {

        /** Where Redis is unless it is told otherwise: of the others nobody types the address. */
        private static final Address USUAL = new Address("", 16379);

        /** What shows who listens there. */
        private String listening() {
            String typed = "ss -ltnp 'sport = :" + port + "'";
            return host.isEmpty() ? typed : "ssh " + host + " " + CommandLine.quoted(typed);
        }
    }

    /**
     * A directory.
     *
     * @param directory if it is on this host
     * @param name its usual name, for where it is not
     */
    record Place(Optional<Path> directory, String name) {

        /** Where it does not matter: the command itself says where it means. */
        static final Place ANYWHERE = new Place(Optional.empty(), "");

        boolean isAnywhere() {
            return directory.isEmpty() && name.isEmpty();
        }

        /** What is typed there, with the change of directory, and through ssh if it is not on this host. */
        String pasted(String typed, String host) {
            if (isAnywhere()) {
                return typed;
            }
            return directory
                    .map(path -> "cd " + CommandLine.quoted(path.toString()) + " && " + typed)
                    .orElseGet(() -> host.isEmpty()
                            ? "cd " + name + " && " + typed
                            : "ssh " + host + " " + CommandLine.quoted("cd " + name + " && " + typed));
        }
    }
}
