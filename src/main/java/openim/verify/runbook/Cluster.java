package openim.verify.runbook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The namespace of a cluster in which a deployment is mended.
 *
 * @param namespace its name
 * @param context of the kubeconfig, for the commands; empty for its current one
 * @param deployments by part the Deployment that was found to be it; nothing else is restarted
 * @param pods by part the pods that are deleted if it hangs: those that are not ready, or where all are, all of them
 * @param unused the components that this deployment works without, such as etcd where services find each other by the cluster
 */
public record Cluster(
        String namespace,
        Optional<String> context,
        Map<Part, String> deployments,
        Map<Part, List<String>> pods,
        Set<Part> unused) {

    public Cluster {
        deployments = Map.copyOf(deployments);
        pods = Map.copyOf(pods);
        unused = Set.copyOf(unused);
    }

    /** The Deployment that is that part. */
    public Optional<String> deployment(Part part) {
        return Optional.ofNullable(deployments.get(part));
    }

    /** The pods of a part that hangs. */
    public List<String> pods(Part part) {
        return pods.getOrDefault(part, List.of());
    }

    /** Those parts of a server that were found, in the order of parts: of some, or where one of those is the server itself, of all. */
    public List<Part> found(Server server, Collection<Part> parts) {
        boolean whole = parts.isEmpty() || parts.stream().anyMatch(Part::isWholeServer);
        return new EnumMap<>(withEnumKeys())
                .keySet().stream()
                        .filter(part -> part.server().filter(server::equals).isPresent())
                        .filter(part -> whole || parts.contains(part))
                        .toList();
    }

    private Map<Part, String> withEnumKeys() {
        Map<Part, String> ordered = new EnumMap<>(Part.class);
        ordered.putAll(deployments);
        return ordered;
    }

    /** What restarts those parts, one after the other. */
    List<CommandLine> restarts(List<Part> parts) {
        List<CommandLine> commands = new ArrayList<>();
        parts.forEach(part -> deployment(part)
                .ifPresent(name -> commands.add(kubectl(Fix.OURS, "rollout", "restart", "deployment/" + name))));
        return List.copyOf(commands);
    }

    /** What deletes their pods, so that their controllers make new ones. */
    List<CommandLine> deletions(Collection<Part> parts) {
        List<String> arguments = new ArrayList<>(List.of("delete", "pod"));
        parts.forEach(part -> arguments.addAll(pods(part)));
        return arguments.size() == 2
                ? List.of()
                : List.of(kubectl("its controller makes a new one in place of each", arguments.toArray(String[]::new)));
    }

    private CommandLine kubectl(String remark, String... arguments) {
        List<String> words = new ArrayList<>(List.of("kubectl"));
        words.addAll(List.of(arguments));
        words.addAll(where());
        return CommandLine.of(Site.Place.ANYWHERE, remark, words);
    }

    /** What every command ends with, so that it means this namespace of this cluster. */
    private List<String> where() {
        List<String> where = new ArrayList<>(List.of("-n", namespace));
        context.ifPresent(name -> where.addAll(List.of("--context", name)));
        return where;
    }

    /** A command of the runbook, for this namespace. */
    String typed(String command) {
        return command.startsWith("kubectl ")
                ? command + " "
                        + String.join(
                                " ", where().stream().map(CommandLine::quoted).toList())
                : command;
    }
}
