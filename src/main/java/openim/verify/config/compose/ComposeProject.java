package openim.verify.config.compose;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;
import openim.verify.config.yaml.YamlNode;

/**
 * A compose project: what docker compose makes of its files where that can be asked, else what the files say, read here.
 *
 * @param directory where it lies
 * @param files the compose files, the later overriding the earlier
 * @param services by name, in the order of the files
 * @param asleep the services of profiles that nothing activates, by name
 * @param byHand the project as it was read here, where docker compose was asked as well: it knows which file decides a value
 */
public record ComposeProject(
        Path directory,
        List<Path> files,
        Map<String, ComposeService> services,
        Map<String, ComposeService> asleep,
        Optional<ComposeProject> byHand) {

    public ComposeProject {
        files = List.copyOf(files);
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        asleep = Collections.unmodifiableMap(new LinkedHashMap<>(asleep));
    }

    /** Reads a project; empty, with a problem, if there is none or it cannot be read. */
    public static Optional<ComposeProject> read(
            Path directory, Function<Path, Compose.Understood> compose, Problems problems) {
        Problems found = new Problems();
        Optional<ComposeProject> byHand = new ComposeReader(directory, found).read();
        Compose.Understood understood = compose.apply(directory);
        Optional<ComposeProject> asked = understood.json().flatMap(json -> parsed(directory, json, byHand));
        if (asked.isPresent()) {
            return asked;
        }
        problems.takeOver(found);
        if (!understood.why().isEmpty() && byHand.isPresent()) {
            problems.warn(
                    SettingKey.DOCKER_DIR.key(),
                    "docker compose could not be asked what it makes of "
                            + byHand.get().source() + " (" + understood.why() + "), so the file was read by hand");
        }
        return byHand;
    }

    /** In what docker compose writes a dollar is doubled, and a path is absolute. */
    private static Optional<ComposeProject> parsed(Path directory, String json, Optional<ComposeProject> byHand) {
        Path source = directory.resolve("docker compose config");
        try {
            Map<String, ComposeService> services = new LinkedHashMap<>();
            YamlNode.parse(json)
                    .at("services")
                    .fields()
                    .forEach((name, node) -> services.put(
                            name,
                            new ComposeService(
                                    name,
                                    List.of(new ComposeService.Part(
                                            node, source, directory, source, Interpolation.NONE)))));
            Predicate<ComposeService> sleeps =
                    service -> byHand.map(hand -> hand.asleep().containsKey(service.name()))
                            .orElse(!service.profiles().isEmpty());
            return Optional.of(new ComposeProject(
                    directory,
                    byHand.map(ComposeProject::files).orElse(List.of(source)),
                    those(services, sleeps.negate()),
                    those(services, sleeps),
                    byHand));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    static Map<String, ComposeService> those(Map<String, ComposeService> services, Predicate<ComposeService> wanted) {
        Map<String, ComposeService> chosen = new LinkedHashMap<>();
        services.forEach((name, service) -> {
            if (wanted.test(service)) {
                chosen.put(name, service);
            }
        });
        return chosen;
    }

    /** The service of that name, or whose container has it. */
    public Optional<ComposeService> service(String name) {
        return Optional.ofNullable(services.get(name))
                .or(() -> services.values().stream()
                        .filter(service -> service.hostNames().contains(name))
                        .findFirst());
    }

    /** The service that is one of OpenIM's servers: by its name, its image, or the variables that it is given. */
    public Optional<ComposeService> service(OpenImService kind) {
        return find(kind, services).or(() -> service(kind.usualName()));
    }

    /** The same among those of profiles that nothing activates. */
    public Optional<ComposeService> asleep(OpenImService kind) {
        return find(kind, asleep);
    }

    private Optional<ComposeService> find(OpenImService kind, Map<String, ComposeService> among) {
        return Stream.<Predicate<ComposeService>>of(
                        service -> service.name().equals(kind.usualName()),
                        service -> service.hostNames().contains(kind.usualName()),
                        service -> service.image().filter(kind::isMadeFrom).isPresent()
                                || environment(service, new Problems()).keySet().stream()
                                        .anyMatch(kind::owns))
                .flatMap(looksLikeIt -> among.values().stream()
                        .filter(looksLikeIt)
                        // One that does a part of the work alone publishes none of the server's ports.
                        .sorted((one, other) -> Boolean.compare(isReached(other, kind), isReached(one, kind))))
                .findFirst();
    }

    private static boolean isReached(ComposeService service, OpenImService kind) {
        return service.published(kind.port(), "").isPresent();
    }

    /** The environment of a service's processes, each variable with the file that decides its value. */
    public Map<String, Sourced> environment(ComposeService service, Problems problems) {
        Map<String, Sourced> environment = new LinkedHashMap<>(service.environment(problems));
        byHand.flatMap(hand -> Optional.ofNullable(hand.services().get(service.name()))
                        .or(() -> Optional.ofNullable(hand.asleep().get(service.name()))))
                .map(hand -> hand.environment(new Problems()))
                .ifPresent(hand -> environment.replaceAll((variable, asked) -> Optional.ofNullable(hand.get(variable))
                        .filter(own -> own.value().equals(asked.value()))
                        .orElse(asked)));
        return environment;
    }

    /** Where a port of a service's container is published on this machine: by itself, or by the one whose network it shares. */
    Optional<String> published(ComposeService service, int containerPort, String host) {
        return service.published(containerPort, host)
                .or(() -> service.networkOf()
                        .flatMap(other -> Optional.ofNullable(services.get(other)))
                        .flatMap(other -> other.published(containerPort, host)));
    }

    /** The names that lead to containers in the network of containers, each with the service whose container has that network. */
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        services.values().stream()
                .filter(service -> !service.usesNetworkOfMachine())
                .forEach(service -> service.hostNames()
                        .forEach(name ->
                                names.putIfAbsent(name, service.networkOf().orElse(service.name()))));
        return names;
    }

    /** Where it is written, for people: the compose file. */
    public String source() {
        return files.get(0).toString();
    }
}
