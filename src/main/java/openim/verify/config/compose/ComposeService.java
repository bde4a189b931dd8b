package openim.verify.config.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.config.reach.Addresses;
import openim.verify.config.release.Image;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;
import openim.verify.config.yaml.Unreadable;
import openim.verify.config.yaml.YamlNode;

/**
 * A service of a compose project, put together from all files that describe it.
 *
 * @param name as the compose file has it
 * @param parts its description in each file, the later overriding the earlier
 */
public record ComposeService(String name, List<Part> parts) {

    private static final Set<String> ITSELF = Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "[::]");

    /**
     * Its description in one file.
     *
     * @param file the compose file
     * @param base what relative paths in it start from
     * @param env where the variables come from: the project's {@code .env}
     */
    record Part(YamlNode node, Path file, Path base, Path env, Interpolation interpolation) {

        Sourced sourced(String raw) {
            return new Sourced(interpolation.apply(raw), interpolation.decides(raw) ? env.toString() : file.toString());
        }

        /** A variable that is named without a value has that of the project. */
        Optional<Sourced> handedOn(String variable) {
            return Optional.ofNullable(interpolation.variables().get(variable))
                    .map(value -> new Sourced(value, env.toString()));
        }

        Optional<String> text(YamlNode value) {
            return value.text().map(interpolation::apply);
        }

        Path path(String raw) {
            return base.resolve(interpolation.apply(raw)).normalize();
        }
    }

    /** A value and the description that it stands in. */
    private record Said(YamlNode node, Part part) {

        Optional<String> text() {
            return part.text(node);
        }
    }

    public ComposeService {
        parts = List.copyOf(parts);
    }

    /** What counts of a field: the values of all files, but for what a later one overrides or resets. */
    private List<Said> said(String field) {
        List<Said> said = new ArrayList<>();
        for (Part part : parts) {
            YamlNode node = part.node().at(field);
            if (node.isOverride() || node.isReset()) {
                said.clear();
            }
            if (!node.isReset() && !node.isNothing()) {
                said.add(new Said(node, part));
            }
        }
        return said;
    }

    /** Of a field with one value that of the last file. */
    private Optional<String> last(String field) {
        return said(field).stream().flatMap(said -> said.text().stream()).reduce((earlier, later) -> later);
    }

    /** The elements of a list in all files, or the one that stands there without a list. */
    private Stream<Said> elements(String field) {
        return said(field).stream()
                .flatMap(said -> said.node().isList()
                        ? said.node().elements().stream()
                                .filter(element -> !element.isReset())
                                .map(element -> new Said(element, said.part()))
                        : Stream.of(said));
    }

    /** The environment of its processes, each variable with the file that decides its value. */
    public Map<String, Sourced> environment(Problems problems) {
        Map<String, Sourced> environment = new LinkedHashMap<>();
        elements("env_file").forEach(said -> environmentFile(said, environment, problems));
        for (Said said : said("environment")) {
            said.node().fields().forEach((variable, value) -> {
                if (value.isReset()) {
                    environment.remove(variable);
                } else if (value.isNothing()) {
                    said.part().handedOn(variable).ifPresent(own -> environment.put(variable, own));
                } else {
                    environment.put(variable, said.part().sourced(value.text().orElse("")));
                }
            });
            said.node().elements().stream()
                    .flatMap(entry -> entry.text().stream())
                    .forEach(entry -> {
                        int equals = entry.indexOf('=');
                        if (equals < 0) {
                            said.part().handedOn(entry).ifPresent(own -> environment.put(entry, own));
                        } else if (equals > 0) {
                            environment.put(
                                    entry.substring(0, equals), said.part().sourced(entry.substring(equals + 1)));
                        }
                    });
        }
        return environment;
    }

    /** As a path, or as an object that says whether it must be there and how it is read. */
    private static void environmentFile(Said said, Map<String, Sourced> environment, Problems problems) {
        YamlNode node = said.node();
        Optional<String> path = node.isMapping() ? node.at("path").text() : node.text();
        if (path.isEmpty()) {
            return;
        }
        Path file = said.part().path(path.get());
        boolean optional =
                node.at("required").text().filter("false"::equalsIgnoreCase).isPresent();
        boolean raw = node.at("format").text().filter("raw"::equalsIgnoreCase).isPresent();
        try {
            if (!Files.exists(file) && !optional) {
                problems.warn(SettingKey.DOCKER_DIR.key(), file + " does not exist, which env_file names");
            }
            Map<String, String> variables =
                    raw ? EnvFile.readRaw(file) : EnvFile.read(file, said.part().interpolation());
            variables.forEach((variable, value) -> environment.put(variable, new Sourced(value, file.toString())));
        } catch (IOException unreadable) {
            problems.warn(
                    SettingKey.DOCKER_DIR.key(), Unreadable.sentence(file, unreadable) + ", which env_file names");
        }
    }

    /** What its container is made from; empty if it is built here without a name. */
    public Optional<Image> image() {
        return last("image").flatMap(Image::of);
    }

    /** The profiles that it belongs to; none if it is always there. */
    Set<String> profiles() {
        return elements("profiles").flatMap(said -> said.text().stream()).collect(Collectors.toSet());
    }

    /** The names under which other containers reach it. */
    Set<String> hostNames() {
        Set<String> names = new LinkedHashSet<>(List.of(name));
        last("container_name").ifPresent(names::add);
        last("hostname").ifPresent(names::add);
        said("networks")
                .forEach(said -> said.node()
                        .fields()
                        .values()
                        .forEach(network -> network.at("aliases")
                                .elements()
                                .forEach(alias -> said.part().text(alias).ifPresent(names::add))));
        return names;
    }

    /** Whether an address that its processes use leads to its own container. */
    boolean isInside(String hostPort) {
        return ITSELF.contains(hostPort.replaceFirst(":\\d{1,5}$", "")) && !usesNetworkOfMachine();
    }

    /** Whether it has no network of its own, so that its ports are the machine's. */
    boolean usesNetworkOfMachine() {
        return last("network_mode").filter("host"::equals).isPresent();
    }

    /** The service whose network it is in, if it has none of its own. */
    Optional<String> networkOf() {
        return last("network_mode")
                .filter(mode -> mode.startsWith("service:"))
                .map(mode -> mode.substring("service:".length()));
    }

    /**
     * Where a port of its container is published on this machine, if it is.
     *
     * @param host what to call this machine where the port is published on all its addresses
     */
    Optional<String> published(int containerPort, String host) {
        return elements("ports")
                .flatMap(said -> PublishedPort.of(said.node(), said.part().interpolation()).stream())
                .filter(port -> port.covers(containerPort))
                .findFirst()
                .map(port -> port.address(containerPort, host));
    }

    /** Whether it publishes any port. */
    boolean publishes() {
        return elements("ports").findAny().isPresent();
    }

    /**
     * The file that takes the place of one of OpenIM's configuration files in its container, if one is mounted there: a file
     * before a directory, and the later before the earlier.
     */
    public Optional<Path> mountedConfiguration(String fileName) {
        return elements("volumes")
                .flatMap(said -> Mount.of(said.node(), said.part().interpolation()).stream()
                        .map(mount -> mount.from(said.part().base())))
                .filter(mount -> mount.file(fileName).isPresent())
                .reduce((earlier, later) -> later.isMoreSpecificThan(earlier) ? later : earlier)
                .flatMap(mount -> mount.file(fileName));
    }

    /**
     * A file or directory of this machine inside a container.
     *
     * @param source on this machine, perhaps relative to the project
     * @param target inside the container
     */
    record Mount(String source, String target) {

        /** From compose's short form ({@code ./config:/openim-server/config:ro}) or its long one; empty for named volumes. */
        static Optional<Mount> of(YamlNode node, Interpolation interpolation) {
            if (node.isMapping()) {
                return node.at("source")
                        .text()
                        .flatMap(source -> node.at("target")
                                .text()
                                .map(target -> new Mount(interpolation.apply(source), interpolation.apply(target))))
                        .filter(Mount::isBind);
            }
            return node.text()
                    .map(interpolation::apply)
                    .map(text -> text.split(":"))
                    .filter(parts -> parts.length >= 2)
                    .map(parts -> new Mount(parts[0], parts[1]))
                    .filter(Mount::isBind);
        }

        private boolean isBind() {
            return source.startsWith(".") || source.startsWith("/");
        }

        /** The same with an absolute source. */
        Mount from(Path project) {
            return new Mount(project.resolve(source).normalize().toString(), target);
        }

        /** Whether it lies as deep in the container as that one or deeper, and so hides it if it comes later. */
        boolean isMoreSpecificThan(Mount earlier) {
            return depth() >= earlier.depth();
        }

        private int depth() {
            return Path.of(target).getNameCount();
        }

        /** Where a file of a {@code config} directory inside the container lies on this machine, if it is this one or in it. */
        Optional<Path> file(String fileName) {
            Path here = Path.of(source);
            if (target.endsWith("/config/" + fileName)) {
                return Optional.of(here);
            }
            return target.replaceFirst("/$", "").endsWith("/config")
                    ? Optional.of(here.resolve(fileName))
                    : Optional.empty();
        }
    }

    /**
     * Ports of a container that are ports of this machine too.
     *
     * @param ip the address of this machine on which they are; empty for all
     * @param published the first on this machine
     * @param first the first in the container
     * @param last the last in the container
     */
    record PublishedPort(String ip, int published, int first, int last) {

        private static final Pattern SHORT =
                Pattern.compile("(?:(?<ip>\\[[^]]*]|[0-9.]*):)?(?<published>\\d{1,5})(?:-(?<until>\\d{1,5}))?:"
                        + "(?<first>\\d{1,5})(?:-(?<last>\\d{1,5}))?(?:/(?i:tcp))?");
        private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "[::]");

        /** From compose's short form ({@code 127.0.0.1:10002:10002}) or its long one; empty if docker chooses the port, also one of a range, or for UDP. */
        static Optional<PublishedPort> of(YamlNode node, Interpolation interpolation) {
            return node.isMapping()
                    ? longForm(node, interpolation)
                    : node.text().map(interpolation::apply).flatMap(PublishedPort::shortForm);
        }

        private static Optional<PublishedPort> longForm(YamlNode node, Interpolation interpolation) {
            boolean udp =
                    node.at("protocol").text().filter("udp"::equalsIgnoreCase).isPresent();
            String ip = node.at("host_ip").text().map(interpolation::apply).orElse("");
            return node.at("published")
                    .text()
                    .flatMap(published -> node.at("target").text().map(target -> published + ":" + target))
                    .map(interpolation::apply)
                    .filter(ports -> !udp)
                    .flatMap(PublishedPort::shortForm)
                    .map(port -> new PublishedPort(ip, port.published(), port.first(), port.last()));
        }

        private static Optional<PublishedPort> shortForm(String text) {
            Matcher matcher = SHORT.matcher(text.trim());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(matcher.group("first"));
            int last = number(matcher, "last").orElse(first);
            int published = Integer.parseInt(matcher.group("published"));
            int until = number(matcher, "until").orElse(published);
            if (until - published != last - first) {
                return Optional.empty();
            }
            return Optional.of(
                    new PublishedPort(Optional.ofNullable(matcher.group("ip")).orElse(""), published, first, last));
        }

        private static Optional<Integer> number(Matcher matcher, String group) {
            return Optional.ofNullable(matcher.group(group)).map(Integer::parseInt);
        }

        boolean covers(int containerPort) {
            return first <= containerPort && containerPort <= last;
        }

        /** Where that port of the container is on this machine. */
        String address(int containerPort, String host) {
            String name = Addresses.inUrl(EVERYWHERE.contains(ip) ? host : ip);
            return name + ":" + (published + containerPort - first);
        }
    }
}
