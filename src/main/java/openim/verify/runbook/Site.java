package openim.verify.runbook;

import java.nio.file.Path;
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
 */
public record Site(
        Installation installation,
        Optional<Path> server,
        Optional<Path> chat,
        Optional<Path> docker,
        String host,
        Map<Part, Start> starts,
        Optional<Cluster> cluster) {

    /** One that is in no cluster. */
    public Site(
            Installation installation,
            Optional<Path> server,
            Optional<Path> chat,
            Optional<Path> docker,
            String host,
            Map<Part, Start> starts) {
        this(installation, server, chat, docker, host, starts, Optional.empty());
    }

    public Site {
        starts = Map.copyOf(starts);
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
        if (cluster.isPresent()) {
            return cluster.get().typed(typed);
        }
        return part.server().map(this::place).orElseGet(this::compose).pasted(typed, host);
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
