package openim.verify.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service of a compose project, put together from all files that describe it.
 *
 * @param name as the compose file has it
 * @param parts its description in each file, the later overriding the earlier
 */
record ComposeService(String name, List<Part> parts) {

    /**
     * Its description in one file.
     *
     * @param file the compose file
     * @param env the project's {@code .env}
     */
    record Part(YamlNode node, Path file, Path env, Interpolation interpolation) {

        Sourced sourced(String raw) {
            return new Sourced(interpolation.apply(raw), interpolation.decides(raw) ? env.toString() : file.toString());
        }

        Optional<String> text(String path) {
            return node.at(path).text().map(interpolation::apply);
        }

        private Stream<YamlNode> elements(String path) {
            return node.at(path).elements().stream();
        }
    }

    ComposeService {
        parts = List.copyOf(parts);
    }

    /** The environment of its processes, each variable with the file that decides its value. */
    Map<String, Sourced> environment() {
        Map<String, Sourced> environment = new LinkedHashMap<>();
        for (Part part : parts) {
            YamlNode node = part.node().at("environment");
            node.fields()
                    .forEach((variable, value) ->
                            value.text().ifPresent(raw -> environment.put(variable, part.sourced(raw))));
            node.elements().stream()
                    .map(YamlNode::text)
                    .flatMap(Optional::stream)
                    .forEach(entry -> {
                        int equals = entry.indexOf('=');
                        if (equals > 0) {
                            environment.put(entry.substring(0, equals), part.sourced(entry.substring(equals + 1)));
                        }
                    });
        }
        return environment;
    }

    /** What its container is made from; empty if it is built here without a name. */
    Optional<Image> image() {
        return parts.stream()
                .flatMap(part -> part.text("image").stream())
                .reduce((first, last) -> last)
                .flatMap(Image::of);
    }

    /** The names under which other containers reach it. */
    Set<String> hostNames() {
        return Stream.concat(
                        Stream.of(name),
                        parts.stream()
                                .flatMap(part -> Stream.of("container_name", "hostname")
                                        .map(part::text)
                                        .flatMap(Optional::stream)))
                .collect(Collectors.toSet());
    }

    /** Whether it has no network of its own, so that its ports are the machine's. */
    boolean usesNetworkOfMachine() {
        return parts.stream()
                .anyMatch(
                        part -> part.text("network_mode").filter("host"::equals).isPresent());
    }

    /**
     * Where a port of its container is published on this machine, if it is.
     *
     * @param host what to call this machine where the port is published on all its addresses
     */
    Optional<String> published(int containerPort, String host) {
        return parts.stream()
                .flatMap(part -> part.elements("ports")
                        .map(node -> PublishedPort.of(node, part.interpolation()))
                        .flatMap(Optional::stream))
                .filter(port -> port.covers(containerPort))
                .findFirst()
                .map(port -> port.address(containerPort, host));
    }

    /** The file that takes the place of one of OpenIM's configuration files in its container, if one is mounted there. */
    Optional<Path> mountedConfiguration(String fileName) {
        return parts.stream()
                .flatMap(part -> part.elements("volumes")
                        .map(node -> Mount.of(node, part.interpolation()))
                        .flatMap(Optional::stream))
                .map(mount -> mount.file(parts.get(0).file().resolveSibling(""), fileName))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
