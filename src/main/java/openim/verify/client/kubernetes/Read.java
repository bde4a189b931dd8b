package openim.verify.client.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.client.Excerpt;
import org.jspecify.annotations.Nullable;

/** From the library's objects, any field of which may be missing, to ours. */
final class Read {

    /** OpenIM's own manifests lead to ports for Prometheus at which nobody listens. */
    private static final Pattern FOR_METRICS = Pattern.compile("prometheus|metrics", Pattern.CASE_INSENSITIVE);

    private Read() {}

    static Workload workload(Deployment deployment) {
        var spec = deployment.getSpec();
        var status = deployment.getStatus();
        List<String> complaints = status == null
                ? List.of()
                : all(status.getConditions()).stream()
                        .filter(each -> ("ReplicaFailure".equals(each.getType()) && "True".equals(each.getStatus()))
                                || ("Progressing".equals(each.getType()) && "False".equals(each.getStatus())))
                        .map(each -> Excerpt.of(text(each.getMessage())))
                        .toList();
        Long seen = status == null ? null : status.getObservedGeneration();
        return workload(
                "deployment",
                deployment.getMetadata(),
                spec.getReplicas(),
                spec.getSelector(),
                spec.getTemplate(),
                isCurrent(deployment.getMetadata(), seen),
                complaints);
    }

    static Workload workload(StatefulSet set) {
        var spec = set.getSpec();
        Long seen = set.getStatus() == null ? null : set.getStatus().getObservedGeneration();
        return workload(
                "statefulset",
                set.getMetadata(),
                spec.getReplicas(),
                spec.getSelector(),
                spec.getTemplate(),
                isCurrent(set.getMetadata(), seen),
                List.of());
    }

    private static boolean isCurrent(ObjectMeta of, @Nullable Long seen) {
        return of.getGeneration() == null || seen == null || seen >= of.getGeneration();
    }

    private static Workload workload(
            String kind,
            ObjectMeta of,
            @Nullable Integer replicas,
            @Nullable LabelSelector selector,
            PodTemplateSpec template,
            boolean current,
            List<String> complaints) {
        Map<String, String> labels = new HashMap<>(
                template.getMetadata() == null
                        ? Map.of()
                        : all(template.getMetadata().getLabels()));
        labels.putAll(all(of.getLabels()));
        List<Container> containers = all(template.getSpec().getContainers());
        return new Workload(
                kind,
                of.getName(),
                replicas == null ? 1 : replicas,
                labels,
                selector == null ? Map.of() : all(selector.getMatchLabels()),
                containers.stream().map(each -> text(each.getImage())).toList(),
                current,
                complaints,
                all(template.getSpec().getVolumes()).stream()
                        .flatMap(Read::mounted)
                        .toList(),
                containers.stream().flatMap(Read::variables).toList());
    }

    private static Stream<Workload.Source> mounted(Volume volume) {
        if (volume.getConfigMap() != null) {
            return Stream.of(new Workload.Source(
                    false,
                    text(volume.getConfigMap().getName()),
                    files(volume.getConfigMap().getItems())));
        }
        if (volume.getSecret() != null) {
            return Stream.of(new Workload.Source(
                    true,
                    text(volume.getSecret().getSecretName()),
                    files(volume.getSecret().getItems())));
        }
        return volume.getProjected() == null
                ? Stream.empty()
                : all(volume.getProjected().getSources()).stream().flatMap(each -> {
                    if (each.getConfigMap() != null) {
                        return Stream.of(new Workload.Source(
                                false,
                                text(each.getConfigMap().getName()),
                                files(each.getConfigMap().getItems())));
                    }
                    return each.getSecret() == null
                            ? Stream.empty()
                            : Stream.of(new Workload.Source(
                                    true,
                                    text(each.getSecret().getName()),
                                    files(each.getSecret().getItems())));
                });
    }

    private static Map<String, String> files(@Nullable List<KeyToPath> items) {
        Map<String, String> files = new LinkedHashMap<>();
        all(items).forEach(item -> files.put(item.getKey(), item.getPath().replaceFirst(".*/", "")));
        return files;
    }

    private static Stream<Workload.Variable> variables(Container container) {
        Stream<Workload.Variable> single = all(container.getEnv()).stream().flatMap(Read::variable);
        Stream<Workload.Variable> many = all(container.getEnvFrom()).stream().flatMap(each -> {
            List<Workload.Source> from = new ArrayList<>();
            if (each.getConfigMapRef() != null) {
                from.add(new Workload.Source(false, text(each.getConfigMapRef().getName()), Map.of()));
            }
            if (each.getSecretRef() != null) {
                from.add(new Workload.Source(true, text(each.getSecretRef().getName()), Map.of()));
            }
            return Stream.of(new Workload.Variable(text(each.getPrefix()), "", from, ""));
        });
        // What is named by itself counts more than what comes with all the rest.
        return Stream.concat(single, many);
    }

    private static Stream<Workload.Variable> variable(EnvVar variable) {
        var from = variable.getValueFrom();
        if (from == null) {
            return Stream.of(new Workload.Variable(variable.getName(), text(variable.getValue()), List.of(), ""));
        }
        if (from.getSecretKeyRef() != null) {
            return Stream.of(new Workload.Variable(
                    variable.getName(),
                    "",
                    List.of(new Workload.Source(
                            true, text(from.getSecretKeyRef().getName()), Map.of())),
                    text(from.getSecretKeyRef().getKey())));
        }
        return from.getConfigMapKeyRef() == null
                ? Stream.empty()
                : Stream.of(new Workload.Variable(
                        variable.getName(),
                        "",
                        List.of(new Workload.Source(
                                false, text(from.getConfigMapKeyRef().getName()), Map.of())),
                        text(from.getConfigMapKeyRef().getKey())));
    }

    static Pod pod(io.fabric8.kubernetes.api.model.Pod pod) {
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        Map<String, String> limits = new HashMap<>();
        Stream.concat(
                        all(pod.getSpec().getInitContainers()).stream(),
                        all(pod.getSpec().getContainers()).stream())
                .forEach(each -> limits.put(each.getName(), memory(each)));
        return new Pod(
                pod.getMetadata().getName(),
                all(pod.getMetadata().getLabels()),
                text(status.getPhase()),
                text(status.getReason()),
                all(status.getConditions()).stream()
                        .anyMatch(each -> "Ready".equals(each.getType()) && "True".equals(each.getStatus())),
                pod.getMetadata().getDeletionTimestamp() != null,
                all(status.getConditions()).stream()
                        .filter(each -> "PodScheduled".equals(each.getType()) && "False".equals(each.getStatus()))
                        .map(each -> Excerpt.of(text(each.getMessage())))
                        .findFirst(),
                text(status.getPodIP()),
                text(status.getHostIP()),
                Stream.concat(
                                all(status.getInitContainerStatuses()).stream(),
                                all(status.getContainerStatuses()).stream())
                        .map(each -> container(each, limits.getOrDefault(each.getName(), "")))
                        .toList());
    }

    private static String memory(Container container) {
        if (container.getResources() == null) {
            return "";
        }
        Quantity limit = all(container.getResources().getLimits()).get("memory");
        return limit == null ? "" : limit.toString();
    }

    private static Pod.Container container(ContainerStatus status, String memory) {
        ContainerState state = status.getState() == null ? new ContainerState() : status.getState();
        ContainerState last = status.getLastState() == null ? new ContainerState() : status.getLastState();
        var waiting = state.getWaiting();
        return new Pod.Container(
                text(status.getName()),
                text(status.getImage()),
                Boolean.TRUE.equals(status.getReady()),
                status.getRestartCount() == null ? 0 : status.getRestartCount(),
                waiting == null ? "" : text(waiting.getReason()),
                waiting == null ? "" : Excerpt.of(text(waiting.getMessage())),
                Optional.ofNullable(state.getTerminated()).map(Read::ended),
                Optional.ofNullable(last.getTerminated()).map(Read::ended),
                memory);
    }

    private static Pod.Ended ended(ContainerStateTerminated how) {
        return new Pod.Ended(
                how.getExitCode() == null ? 0 : how.getExitCode(),
                text(how.getReason()),
                Excerpt.of(text(how.getMessage())),
                instant(how.getFinishedAt()));
    }

    static ClusterService door(Service service) {
        var spec = service.getSpec();
        List<String> addresses = new ArrayList<>(all(spec.getClusterIPs()));
        if (addresses.isEmpty() && spec.getClusterIP() != null) {
            addresses.add(spec.getClusterIP());
        }
        addresses.removeIf(address -> address.isEmpty() || address.equals("None"));
        List<String> outside = new ArrayList<>(all(spec.getExternalIPs()));
        if (service.getStatus() != null && service.getStatus().getLoadBalancer() != null) {
            all(service.getStatus().getLoadBalancer().getIngress())
                    .forEach(each -> Stream.of(each.getIp(), each.getHostname())
                            .filter(Objects::nonNull)
                            .forEach(outside::add));
        }
        return new ClusterService(
                service.getMetadata().getName(),
                all(spec.getSelector()),
                addresses,
                outside,
                all(spec.getPorts()).stream().map(Read::port).toList());
    }

    private static ClusterService.Port port(ServicePort port) {
        IntOrString target = port.getTargetPort();
        Integer number = target == null ? port.getPort() : target.getIntVal();
        return new ClusterService.Port(
                text(port.getName()),
                port.getPort() == null ? 0 : port.getPort(),
                number == null ? 0 : number,
                port.getNodePort() == null ? 0 : port.getNodePort());
    }

    static ClusterIngress gate(Ingress ingress) {
        var spec = ingress.getSpec();
        Set<String> services = new LinkedHashSet<>();
        if (spec.getDefaultBackend() != null && spec.getDefaultBackend().getService() != null) {
            services.add(spec.getDefaultBackend().getService().getName());
        }
        List<String> hosts = new ArrayList<>();
        all(spec.getRules()).forEach(rule -> {
            if (rule.getHost() != null) {
                hosts.add(rule.getHost());
            }
            if (rule.getHttp() != null) {
                all(rule.getHttp().getPaths()).stream()
                        .map(path -> path.getBackend().getService())
                        .filter(Objects::nonNull)
                        .forEach(service -> services.add(service.getName()));
            }
        });
        List<String> addresses = new ArrayList<>();
        if (ingress.getStatus() != null && ingress.getStatus().getLoadBalancer() != null) {
            all(ingress.getStatus().getLoadBalancer().getIngress())
                    .forEach(each -> Stream.of(each.getIp(), each.getHostname())
                            .filter(Objects::nonNull)
                            .forEach(addresses::add));
        }
        return new ClusterIngress(ingress.getMetadata().getName(), hosts, addresses, services);
    }

    static List<String> addresses(Endpoints endpoints) {
        return all(endpoints.getSubsets()).stream()
                .flatMap(subset -> all(subset.getAddresses()).stream()
                        .flatMap(address -> all(subset.getPorts()).stream()
                                .filter(port -> !FOR_METRICS
                                        .matcher(text(port.getName()))
                                        .find())
                                .map(port ->
                                        (address.getIp().contains(":") ? "[" + address.getIp() + "]" : address.getIp())
                                                + ":" + port.getPort())))
                .toList();
    }

    static List<ServiceAddress> behind(Endpoints endpoints) {
        return all(endpoints.getSubsets()).stream()
                .flatMap(subset -> {
                    Map<String, Integer> ports = new HashMap<>();
                    all(subset.getPorts()).forEach(port -> ports.put(text(port.getName()), port.getPort()));
                    return Stream.concat(
                            all(subset.getAddresses()).stream().map(address -> behind(address, true, ports)),
                            all(subset.getNotReadyAddresses()).stream().map(address -> behind(address, false, ports)));
                })
                .toList();
    }

    private static ServiceAddress behind(EndpointAddress address, boolean ready, Map<String, Integer> ports) {
        var target = address.getTargetRef();
        return new ServiceAddress(
                text(address.getIp()),
                ready,
                target != null && "Pod".equals(target.getKind())
                        ? Optional.of(text(target.getName()))
                        : Optional.empty(),
                ports);
    }

    static Happening happening(Event event) {
        Optional<Instant> at = instant(event.getLastTimestamp())
                .or(() -> Optional.ofNullable(event.getEventTime()).flatMap(time -> instant(time.getTime())))
                .or(() -> instant(event.getMetadata().getCreationTimestamp()));
        return new Happening(
                event.getInvolvedObject() == null
                        ? ""
                        : text(event.getInvolvedObject().getName()),
                text(event.getReason()),
                Excerpt.of(text(event.getMessage())),
                at);
    }

    private static Optional<Instant> instant(@Nullable String time) {
        try {
            return time == null ? Optional.empty() : Optional.of(Instant.parse(time));
        } catch (DateTimeException odd) {
            return Optional.empty();
        }
    }

    static <T> List<T> all(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    static <K, V> Map<K, V> all(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : map;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
