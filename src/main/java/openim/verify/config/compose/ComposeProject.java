package openim.verify.config.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;
import openim.verify.config.yaml.Unreadable;
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

    private static Map<String, ComposeService> those(
            Map<String, ComposeService> services, Predicate<ComposeService> wanted) {
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

    /** Reads the files of a compose project, where docker compose cannot be asked what it makes of them. */
    private static final class ComposeReader {

        /** In the order in which compose looks for them. */
        private static final List<String> FILE_NAMES =
                List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

        private static final List<String> OVERRIDES = List.of(
                "compose.override.yml",
                "compose.override.yaml",
                "docker-compose.override.yml",
                "docker-compose.override.yaml");

        private static final String ENV = ".env";

        /** One that extends itself, or includes itself, would go on for ever. */
        private static final int DEEPEST = 12;

        private final Path directory;
        private final Problems problems;
        private final Map<String, List<ComposeService.Part>> parts = new LinkedHashMap<>();

        ComposeReader(Path directory, Problems problems) {
            this.directory = directory;
            this.problems = problems;
        }

        /** A file with what its relative paths start from, and its variables with where they come from. */
        private record Place(Path file, Path base, Path env, Interpolation interpolation) {

            Path resolve(String raw) {
                return base.resolve(interpolation.apply(raw)).normalize();
            }

            Place with(Path other, Path itsBase) {
                return new Place(other, itsBase, env, interpolation);
            }
        }

        /** Empty, with a problem, if there is no project or it cannot be read. */
        Optional<ComposeProject> read() {
            Path env = directory.resolve(ENV);
            Interpolation interpolation = new Interpolation(variables(env, Interpolation.NONE));
            List<Path> files = files(interpolation.variables());
            if (files.isEmpty()) {
                problems.add(
                        SettingKey.DOCKER_DIR,
                        "there is no compose file (" + String.join(", ", FILE_NAMES) + ") in " + directory);
                return Optional.empty();
            }
            for (Path file : files) {
                try {
                    read(new Place(file, directory, env, interpolation), 0);
                } catch (IOException unreadable) {
                    problems.add(SettingKey.DOCKER_DIR, Unreadable.sentence(file, unreadable));
                }
            }
            Map<String, ComposeService> services = new LinkedHashMap<>();
            parts.forEach((name, definitions) -> services.put(name, new ComposeService(name, definitions)));
            Set<String> active = Arrays.stream(interpolation
                            .variables()
                            .getOrDefault("COMPOSE_PROFILES", "")
                            .split(","))
                    .map(String::strip)
                    .collect(Collectors.toSet());
            return Optional.of(new ComposeProject(
                    directory,
                    files,
                    those(services, service -> isActive(service, active)),
                    those(services, service -> !isActive(service, active)),
                    Optional.empty()));
        }

        private static boolean isActive(ComposeService service, Set<String> active) {
            return service.profiles().isEmpty()
                    || active.contains("*")
                    || service.profiles().stream().anyMatch(active::contains);
        }

        private Map<String, String> variables(Path env, Interpolation outer) {
            try {
                return EnvFile.read(env, outer);
            } catch (IOException unreadable) {
                problems.add(SettingKey.DOCKER_DIR, Unreadable.sentence(env, unreadable));
                return Map.of();
            }
        }

        private List<Path> files(Map<String, String> variables) {
            Optional<String> named =
                    Optional.ofNullable(variables.get("COMPOSE_FILE")).filter(list -> !list.isBlank());
            if (named.isPresent()) {
                String separator = variables.getOrDefault("COMPOSE_PATH_SEPARATOR", ":");
                return Stream.of(named.get().split(Pattern.quote(separator)))
                        .map(directory::resolve)
                        .toList();
            }
            return first(FILE_NAMES)
                    .map(file -> Stream.concat(Stream.of(file), first(OVERRIDES).stream())
                            .toList())
                    .orElse(List.of());
        }

        private Optional<Path> first(List<String> names) {
            return names.stream().map(directory::resolve).filter(Files::exists).findFirst();
        }

        private void read(Place place, int depth) throws IOException {
            YamlNode document = YamlNode.read(place.file());
            if (depth < DEEPEST) {
                document.at("include").elements().forEach(each -> include(each, place, depth));
            }
            YamlNode services = document.at("services");
            services.fields().forEach((name, node) -> {
                if (node.isReset()) {
                    parts.remove(name);
                    return;
                }
                List<ComposeService.Part> known = parts.computeIfAbsent(name, first -> new ArrayList<>());
                if (node.isOverride()) {
                    known.clear();
                }
                known.addAll(described(node, services, place, depth));
            });
        }

        /** As a path, or as an object with one or several, and perhaps a directory and variables of their own. */
        private void include(YamlNode node, Place place, int depth) {
            List<String> paths = node.isMapping() ? node.at("path").texts() : node.texts();
            for (String path : paths) {
                Path file = place.resolve(path);
                Path base = node.at("project_directory")
                        .text()
                        .map(place::resolve)
                        .orElse(place.resolve(paths.get(0)).resolveSibling("").normalize());
                List<Path> envs =
                        node.at("env_file").texts().stream().map(place::resolve).toList();
                Map<String, String> variables = new LinkedHashMap<>();
                for (Path env : envs.isEmpty() ? List.of(base.resolve(ENV)) : envs) {
                    variables.putAll(variables(env, place.interpolation()));
                }
                Path env = envs.isEmpty() ? base.resolve(ENV) : envs.get(envs.size() - 1);
                try {
                    read(new Place(file, base, env, place.interpolation().over(variables)), depth + 1);
                } catch (IOException unreadable) {
                    problems.warn(
                            SettingKey.DOCKER_DIR.key(),
                            Unreadable.sentence(file, unreadable) + ", which " + place.file() + " includes");
                }
            }
        }

        /** What it extends, and then what it says itself. */
        private List<ComposeService.Part> described(YamlNode node, YamlNode siblings, Place place, int depth) {
            List<ComposeService.Part> described = new ArrayList<>();
            YamlNode extended = node.at("extends");
            Optional<String> name =
                    extended.isMapping() ? extended.at("service").text() : extended.text();
            if (name.isPresent() && depth < DEEPEST) {
                described.addAll(extended(
                        place.interpolation().apply(name.get()),
                        extended.at("file").text(),
                        siblings,
                        place,
                        depth + 1));
            }
            described.add(
                    new ComposeService.Part(node, place.file(), place.base(), place.env(), place.interpolation()));
            return described;
        }

        private List<ComposeService.Part> extended(
                String name, Optional<String> otherFile, YamlNode siblings, Place place, int depth) {
            if (otherFile.isEmpty()) {
                return described(siblings.named(name), siblings, place, depth);
            }
            Path file = place.resolve(otherFile.get());
            try {
                YamlNode services = YamlNode.read(file).at("services");
                Path base = Optional.ofNullable(file.getParent()).orElse(directory);
                return described(services.named(name), services, place.with(file, base), depth);
            } catch (IOException unreadable) {
                problems.warn(
                        SettingKey.DOCKER_DIR.key(),
                        Unreadable.sentence(file, unreadable) + ", which " + place.file() + " extends");
                return List.of();
            }
        }
    }
}
