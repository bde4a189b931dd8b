package openim.verify.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A compose project as its files describe it.
 *
 * @param directory where it lies
 * @param files the compose files, the later overriding the earlier
 * @param services by name
 */
record ComposeProject(Path directory, List<Path> files, Map<String, ComposeService> services) {

    static final String SERVER = "openim-server";
    static final String CHAT = "openim-chat";

    /** In the order in which compose looks for them. */
    private static final List<String> FILE_NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    private static final String ENV = ".env";

    ComposeProject {
        files = List.copyOf(files);
        services = Map.copyOf(services);
    }

    /** Reads a project; empty, with a problem, if there is none or it cannot be read. */
    static Optional<ComposeProject> read(Path directory, Problems problems) {
        Path env = directory.resolve(ENV);
        Map<String, String> variables;
        try {
            variables = EnvFile.read(env);
        } catch (IOException unreadable) {
            problems.add(SettingKey.DOCKER_DIR, Unreadable.sentence(env, unreadable));
            return Optional.empty();
        }
        List<Path> files = files(directory, variables);
        if (files.isEmpty()) {
            problems.add(
                    SettingKey.DOCKER_DIR,
                    "there is no compose file (" + String.join(", ", FILE_NAMES) + ") in " + directory);
            return Optional.empty();
        }
        Interpolation interpolation = new Interpolation(variables);
        Map<String, List<ComposeService.Part>> parts = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                YamlNode.read(file)
                        .at("services")
                        .fields()
                        .forEach((name, node) -> parts.computeIfAbsent(name, first -> new ArrayList<>())
                                .add(new ComposeService.Part(node, file, env, interpolation)));
            } catch (IOException unreadable) {
                problems.add(SettingKey.DOCKER_DIR, Unreadable.sentence(file, unreadable));
            }
        }
        Map<String, ComposeService> services = new LinkedHashMap<>();
        parts.forEach((name, definitions) -> services.put(name, new ComposeService(name, definitions)));
        return Optional.of(new ComposeProject(directory, files, services));
    }

    private static List<Path> files(Path directory, Map<String, String> variables) {
        Optional<String> named =
                Optional.ofNullable(variables.get("COMPOSE_FILE")).filter(list -> !list.isBlank());
        if (named.isPresent()) {
            String separator = variables.getOrDefault("COMPOSE_PATH_SEPARATOR", ":");
            return Stream.of(named.get().split(Pattern.quote(separator)))
                    .map(directory::resolve)
                    .toList();
        }
        return FILE_NAMES.stream()
                .map(directory::resolve)
                .filter(Files::exists)
                .findFirst()
                .map(file -> Stream.concat(Stream.of(file), overrides(file)).toList())
                .orElse(List.of());
    }

    private static Stream<Path> overrides(Path file) {
        String stem = file.getFileName().toString().replaceFirst("\\.ya?ml$", ".override");
        return Stream.of(".yml", ".yaml")
                .map(extension -> file.resolveSibling(stem + extension))
                .filter(Files::exists)
                .limit(1);
    }

    /** The service of that name, or whose container has it. */
    Optional<ComposeService> service(String name) {
        return Optional.ofNullable(services.get(name))
                .or(() -> services.values().stream()
                        .filter(service -> service.hostNames().contains(name))
                        .findFirst());
    }

    /** Where it is written, for people: the compose file. */
    String source() {
        return files.get(0).toString();
    }
}
