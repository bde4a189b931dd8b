package openim.verify.app.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.kubernetes.Workload;
import openim.verify.client.kubernetes.WorkloadParts;
import openim.verify.config.deployment.ClusterFiles.ClusterReader;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.verdict.CannotLook;

/** Reads in a namespace what a deployment is configured by: what its pods mount, and what they are given in their environment. */
public final class SeenCluster implements ClusterReader {

    /** The first question opens the way to the cluster, and has its client loaded. */
    private static final Duration EACH = Duration.ofSeconds(15);

    /** The names of OpenIM's own manifests and charts, for where its deployments may not be read. */
    private static final List<String> USUAL_SERVER = List.of("openim-config", "openim-cm");

    private static final List<String> USUAL_CHAT = List.of("openim-chat-config");

    @Override
    public Seen look(Kubernetes where) {
        return new Look(where, new Namespace(where, EACH)).seen();
    }

    /** One look, in the course of which the same config map or secret is read once. */
    private static final class Look {

        private final Kubernetes where;
        private final Namespace namespace;
        private final WorkloadParts parts;
        private final Set<String> gaps = new LinkedHashSet<>();
        private final Map<String, Map<String, String>> read = new LinkedHashMap<>();
        private boolean silent;

        Look(Kubernetes where, Namespace namespace) {
            this.where = where;
            this.namespace = namespace;
            this.parts = new WorkloadParts(where.workloads());
        }

        Seen seen() {
            Optional<List<Workload>> deployments = unlessBlind(namespace::deployments);
            List<Workload> all = deployments.orElse(List.of());
            Optional<Configuration> server =
                    configuration(WorkloadParts.ofServer(), all, deployments.isEmpty(), USUAL_SERVER);
            Optional<Configuration> chat =
                    configuration(WorkloadParts.ofChatAtTheMost(), all, deployments.isEmpty(), USUAL_CHAT);
            if (deployments.isPresent() && server.isEmpty()) {
                gaps.add("nothing in the namespace " + where.namespace()
                        + " is known to be OpenIMServer; openim.kubernetes.workloads says what is called"
                        + " otherwise there");
            }
            return new Seen(server, chat, doors(all), Namespace.own(where, System.getenv()), List.copyOf(gaps));
        }

        /** What may not be read is a gap and no end: what is left may be enough. */
        private <T> Optional<T> unlessBlind(Supplier<T> look) {
            if (silent) {
                return Optional.empty();
            }
            try {
                return Optional.of(look.get());
            } catch (CannotLook blind) {
                // Who gave no answer once is not waited for again and again.
                silent = blind.getCause() instanceof TimeoutException;
                gaps.add(String.valueOf(blind.getMessage()));
                return Optional.empty();
            }
        }

        private Optional<Configuration> configuration(
                Set<String> wanted, List<Workload> deployments, boolean blind, List<String> usual) {
            Map<String, Workload> found = parts.all(wanted, deployments);
            if (found.isEmpty() && !blind) {
                return Optional.empty();
            }
            Map<String, Text> files = new LinkedHashMap<>();
            Map<String, Text> environment = new LinkedHashMap<>();
            found.values().forEach(workload -> {
                workload.mounts().forEach(source -> mounted(source, files));
                workload.variables().forEach(variable -> given(workload, variable, environment));
            });
            if (blind) {
                usual.forEach(name -> mounted(new Workload.Source(false, name, Map.of()), files));
            }
            boolean nothing = files.isEmpty() && environment.isEmpty() && found.isEmpty();
            return nothing
                    ? Optional.empty()
                    : Optional.of(new Configuration(
                            files,
                            environment,
                            found.values().stream()
                                    .flatMap(workload -> workload.images().stream())
                                    .findFirst()));
        }

        private void mounted(Workload.Source source, Map<String, Text> files) {
            texts(source).forEach((key, text) -> {
                if (source.files().isEmpty() || source.files().containsKey(key)) {
                    String name = source.files().getOrDefault(key, key);
                    files.putIfAbsent(name, new Text(text, name + " in " + called(source)));
                }
            });
        }

        private void given(Workload workload, Workload.Variable variable, Map<String, Text> environment) {
            String of = ", which " + workload.path() + " has";
            if (variable.from().isEmpty()) {
                environment.putIfAbsent(variable.name(), new Text(variable.value(), variable.name() + of));
                return;
            }
            variable.from().forEach(source -> {
                Map<String, String> texts = texts(source);
                if (variable.key().isEmpty()) {
                    texts.forEach((key, text) -> environment.putIfAbsent(
                            variable.name() + key,
                            new Text(text, variable.name() + key + of + " from " + called(source))));
                } else if (texts.containsKey(variable.key())) {
                    environment.putIfAbsent(
                            variable.name(),
                            new Text(texts.get(variable.key()), variable.name() + of + " from " + called(source)));
                }
            });
        }

        private static String called(Workload.Source source) {
            return (source.secret() ? "the secret " : "the config map ") + source.name();
        }

        private Map<String, String> texts(Workload.Source source) {
            return read.computeIfAbsent(called(source), first -> {
                Function<String, Optional<Map<String, String>>> look =
                        source.secret() ? namespace::secret : namespace::configMap;
                return unlessBlind(() -> look.apply(source.name()))
                        .flatMap(texts -> texts)
                        .orElse(Map.of());
            });
        }

        private List<Door> doors(List<Workload> deployments) {
            Set<String> doors = new LinkedHashSet<>(WorkloadParts.ofServer());
            doors.addAll(WorkloadParts.ofChatAtTheMost());
            Map<String, Workload> found = parts.all(doors, deployments);
            return unlessBlind(namespace::doors).orElse(List.of()).stream()
                    .map(door -> {
                        List<String> leadsTo = new ArrayList<>();
                        found.forEach((part, workload) -> {
                            if (door.leadsTo(workload.labels())) {
                                leadsTo.add(part);
                            }
                        });
                        Map<Integer, Integer> ports = new LinkedHashMap<>();
                        door.ports().stream()
                                .filter(port -> port.target() > 0)
                                .forEach(port -> ports.putIfAbsent(port.target(), port.port()));
                        return new Door(door.name(), Set.copyOf(leadsTo), ports, door.outside());
                    })
                    .toList();
        }
    }
}
