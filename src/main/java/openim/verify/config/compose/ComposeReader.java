package openim.verify.config.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.yaml.Unreadable;
import openim.verify.config.yaml.YamlNode;

/** Reads the files of a compose project, where docker compose cannot be asked what it makes of them. */
public final class ComposeReader {

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

    public ComposeReader(Path directory, Problems problems) {
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
    public Optional<ComposeProject> read() {
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
                ComposeProject.those(services, service -> isActive(service, active)),
                ComposeProject.those(services, service -> !isActive(service, active)),
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
        Optional<String> name = extended.isMapping() ? extended.at("service").text() : extended.text();
        if (name.isPresent() && depth < DEEPEST) {
            described.addAll(extended(
                    place.interpolation().apply(name.get()), extended.at("file").text(), siblings, place, depth + 1));
        }
        described.add(new ComposeService.Part(node, place.file(), place.base(), place.env(), place.interpolation()));
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
