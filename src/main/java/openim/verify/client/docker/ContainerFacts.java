package openim.verify.client.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What {@code docker inspect} tells of one container, beyond its state.
 *
 * @param id by which the kernel's control groups name it
 * @param name of the container
 * @param image the digest of the image that it was made of: a name can be given to another image
 * @param running whether it runs now
 * @param restartPolicy Docker's word for what brings it back: {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure}
 * @param outOfMemory whether the kernel ended it, or a process in it, for want of memory
 * @param published the ports of this host that lead to it now
 * @param wouldPublish the ports of this host that lead to it whenever it runs
 * @param networks of containers that it is in now
 * @param workingDirectory of its processes, inside of it; empty if that is its root
 * @param life what became of it
 */
public record ContainerFacts(
        String id,
        String name,
        String image,
        boolean running,
        String restartPolicy,
        boolean outOfMemory,
        Set<Integer> published,
        Set<Integer> wouldPublish,
        List<Network> networks,
        String workingDirectory,
        Life life) {

    private static final JsonMapper JSON = new JsonMapper();

    public ContainerFacts {
        published = Set.copyOf(published);
        wouldPublish = Set.copyOf(wouldPublish);
        networks = List.copyOf(networks);
    }

    /**
     * A network of containers.
     *
     * @param id by which the kernel names the bridge of it, unless that was given a name
     * @param gateway the address of the machine that runs the containers, in it; empty if it has none
     * @param address of the container in it; on Linux the machine that runs it reaches that
     */
    public record Network(String id, String gateway, String address) {}

    /**
     * What became of a container.
     *
     * @param began when it was last started, as Docker writes it; empty if it never was
     * @param error why Docker itself could not start it; empty if it could
     * @param restarts how often Docker started it again by itself
     * @param checked the exit status of its last health check; empty if it has none, or none has ended yet
     * @param checkSays what that health check wrote
     */
    public record Life(String began, String error, int restarts, OptionalInt checked, String checkSays) {

        /** Nothing is told of it. */
        static final Life UNTOLD = new Life("", "", 0, OptionalInt.empty(), "");

        private static final Pattern NOT_THERE =
                Pattern.compile("(?i)not found|no such file or directory|OCI runtime exec failed|permission denied");

        /** Whether its health check says nothing of it, because there is no such program in it, or none that may be run. */
        boolean cannotBeChecked() {
            boolean failed = checked.isPresent() && checked.getAsInt() != 0;
            boolean byShell = failed && (checked.getAsInt() == 126 || checked.getAsInt() == 127);
            return failed
                    && (byShell || checked.getAsInt() < 0)
                    && NOT_THERE.matcher(checkSays).find();
        }
    }

    /** What {@code docker inspect} prints. */
    static List<ContainerFacts> read(String out) throws IOException {
        List<ContainerFacts> facts = new ArrayList<>();
        for (JsonNode container : JSON.readTree(out)) {
            JsonNode state = container.path("State");
            JsonNode network = container.path("NetworkSettings");
            JsonNode host = container.path("HostConfig");
            List<Network> networks = new ArrayList<>();
            network.path("Networks").forEach(each -> {
                String address = each.path("IPAddress").asText();
                if (!address.isEmpty()) {
                    networks.add(new Network(
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

    private static Life life(JsonNode container) {
        JsonNode state = container.path("State");
        JsonNode checks = state.path("Health").path("Log");
        JsonNode last = checks.path(checks.size() - 1);
        return new Life(
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

    static String name(JsonNode container) {
        return container.path("Name").asText().replaceFirst("^/", "");
    }
}
