package openim.verify.client.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.host.RunningProcess;
import openim.verify.host.RunningProcess.State;
import openim.verify.verdict.CannotLook;

/**
 * Reads what docker prints: {@code docker ps} and {@code docker compose ps} as JSON, one object a line, or, from Compose before 2.21,
 * one array; {@code docker top} as a table.
 */
final class DockerOutput {

    private static final JsonMapper JSON = new JsonMapper();

    /** {@code docker ps} has no field for it, only a phrase: {@code Exited (137) 2 hours ago}, {@code Up 3 days (healthy)}. */
    private static final Pattern EXITED = Pattern.compile("Exited \\((\\d+)\\)");

    /** A row of {@code docker top -eo pid,user,stat,args}; the executable is the first of the arguments. */
    private static final Pattern PROCESS = Pattern.compile("\\s*(\\d+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+).*");

    private static final int TAR_HEADER = 512;

    private static final int TAR_LENGTH = 124;

    private static final Pattern OCTAL = Pattern.compile("[0-7]{1,11}");

    private DockerOutput() {}

    static List<ContainerState> containers(String out) throws IOException {
        List<ContainerState> containers = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                JSON.readerFor(JsonNode.class).readValues(out)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document.isArray()) {
                    document.forEach(each -> containers.add(container(each)));
                } else {
                    containers.add(container(document));
                }
            }
        }
        return containers;
    }

    private static ContainerState container(JsonNode json) {
        String status = json.path("Status").asText();
        String name = json.path("Name").asText(json.path("Names").asText());
        return new ContainerState(
                json.path("Service").asText(),
                name,
                json.path("Image").asText(),
                json.path("State").asText().toLowerCase(Locale.ROOT),
                json.path("Health").asText(health(status)),
                json.path("ExitCode").asInt(exit(status)));
    }

    static List<RunningProcess> processes(String out) throws IOException {
        List<String> lines = out.lines().toList();
        if (lines.isEmpty() || !lines.get(0).contains("PID")) {
            throw new IOException("no table of processes");
        }
        List<RunningProcess> processes = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher row = PROCESS.matcher(line);
            if (!row.matches()) {
                throw new IOException("no process: " + line);
            }
            State state = State.of(row.group(3).charAt(0));
            processes.add(new RunningProcess(
                    Long.parseLong(row.group(1)), Path.of(row.group(4)), state, row.group(2), false));
        }
        return processes;
    }

    /** What {@code docker inspect} prints. */
    static List<ContainerFacts> facts(String out) throws IOException {
        List<ContainerFacts> facts = new ArrayList<>();
        for (JsonNode container : JSON.readTree(out)) {
            JsonNode state = container.path("State");
            JsonNode network = container.path("NetworkSettings");
            JsonNode host = container.path("HostConfig");
            List<ContainerFacts.Network> networks = new ArrayList<>();
            network.path("Networks").forEach(each -> {
                String address = each.path("IPAddress").asText();
                if (!address.isEmpty()) {
                    networks.add(new ContainerFacts.Network(
                            each.path("NetworkID").asText(),
                            each.path("Gateway").asText(),
                            address));
                }
            });
            facts.add(new ContainerFacts(
                    container.path("Id").asText(),
                    name(container),
                    container.path("Image").asText(),
                    state.path("Running").asBoolean(),
                    host.path("RestartPolicy").path("Name").asText(),
                    state.path("OOMKilled").asBoolean(),
                    hostPorts(network.path("Ports")),
                    hostPorts(host.path("PortBindings")),
                    networks,
                    container.path("Config").path("WorkingDir").asText(),
                    life(container)));
        }
        return facts;
    }

    private static ContainerFacts.Life life(JsonNode container) {
        JsonNode state = container.path("State");
        JsonNode checks = state.path("Health").path("Log");
        JsonNode last = checks.path(checks.size() - 1);
        return new ContainerFacts.Life(
                state.path("StartedAt").asText(""),
                state.path("Error").asText(),
                container.path("RestartCount").asInt(),
                last.isMissingNode()
                        ? OptionalInt.empty()
                        : OptionalInt.of(last.path("ExitCode").asInt()),
                last.path("Output").asText().strip());
    }

    private static Set<Integer> hostPorts(JsonNode ofContainer) {
        Set<Integer> ports = new TreeSet<>();
        ofContainer.forEach(bindings -> bindings.forEach(binding -> {
            String port = binding.path("HostPort").asText();
            if (port.matches("\\d+")) {
                ports.add(Integer.valueOf(port));
            }
        }));
        return ports;
    }

    /** What {@code docker inspect} prints, of the same command, for another who asks. */
    static List<ContainerInside> insides(String out) throws IOException {
        List<ContainerInside> insides = new ArrayList<>();
        for (JsonNode container : JSON.readTree(out)) {
            JsonNode config = container.path("Config");
            Map<String, String> variables = new TreeMap<>();
            config.path("Env").forEach(each -> {
                int equals = each.asText().indexOf('=');
                if (equals > 0) {
                    variables.put(
                            each.asText().substring(0, equals), each.asText().substring(equals + 1));
                }
            });
            insides.add(new ContainerInside(
                    name(container), config.path("WorkingDir").asText(), variables));
        }
        return insides;
    }

    private static String name(JsonNode container) {
        return container.path("Name").asText().replaceFirst("^/", "");
    }

    /** The one file in what {@code docker cp} writes: an archive, in which a header of 512 bytes tells its length in octal. */
    static String onlyFile(String archive) throws IOException {
        Matcher length = archive.length() < TAR_HEADER
                ? OCTAL.matcher("")
                : OCTAL.matcher(archive.substring(TAR_LENGTH, TAR_LENGTH + 11));
        if (!length.matches()) {
            throw new IOException("no archive of one file");
        }
        int end = TAR_HEADER + Integer.parseInt(length.group(), 8);
        return archive.substring(TAR_HEADER, Math.min(end, archive.length()));
    }

    private static String health(String status) {
        return status.contains("(healthy)")
                ? "healthy"
                : status.contains("(unhealthy)") ? "unhealthy" : status.contains("health: starting") ? "starting" : "";
    }

    private static int exit(String status) {
        Matcher exited = EXITED.matcher(status);
        return exited.find() ? Integer.parseInt(exited.group(1)) : 0;
    }

    /** A directory for what is copied out of a container, to be looked at and be gone: there may be secrets in it. */
    static final class CopiedOut {

        /** No file of OpenIM's configuration comes near it. */
        private static final long MOST = 1 << 20;

        private CopiedOut() {}

        /** Makes it, that nobody else may look into, and removes it when the work is done. */
        static <T> T into(Function<Path, T> work) {
            try {
                Path directory = Files.createTempDirectory("openim-verify-");
                try {
                    return work.apply(directory);
                } finally {
                    remove(directory);
                }
            } catch (IOException e) {
                throw new CannotLook("nothing can be copied out of containers here: " + e.getMessage(), e);
            }
        }

        /** The texts of the files in it, by name. A link leads to somewhere on this machine, and is passed over. */
        static Map<String, String> texts(Path directory, String ending) {
            Map<String, String> texts = new TreeMap<>();
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(ending)
                            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && Files.size(file) < MOST) {
                        texts.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                    }
                }
                return texts;
            } catch (IOException e) {
                throw new CannotLook("what was copied out of a container cannot be read: " + e.getMessage(), e);
            }
        }

        private static void remove(Path directory) throws IOException {
            try (Stream<Path> all = Files.walk(directory)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path each : deepestFirst) {
                    Files.delete(each);
                }
            }
        }
    }
}
