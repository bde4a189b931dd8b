package openim.verify.client.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One container.
 *
 * @param service its name in the compose file; empty if it belongs to none
 * @param name of the container
 * @param image that it was made of
 * @param state Docker's word: {@code running}, {@code exited}, {@code restarting}, {@code paused}, {@code created}, {@code dead}
 * @param health what its health check says, {@code starting} included; empty if it has none, {@link #UNCHECKED} if that cannot be
 *     run
 * @param exitCode of its last end; 0 while it runs
 */
public record ContainerState(String service, String name, String image, String state, String health, int exitCode) {

    private static final JsonMapper JSON = new JsonMapper();

    /** {@code docker ps} has no field for it, only a phrase: {@code Exited (137) 2 hours ago}, {@code Up 3 days (healthy)}. */
    private static final Pattern EXITED = Pattern.compile("Exited \\((\\d+)\\)");

    /** Of one whose health check cannot be run: docker calls it unhealthy, and that says nothing of it. */
    public static final String UNCHECKED = "and its health check cannot be run";

    /** Whether docker has a word for its health that says nothing of it. */
    public boolean isUnchecked() {
        return health.equals(UNCHECKED);
    }

    ContainerState unchecked() {
        return new ContainerState(service, name, image, state, UNCHECKED, exitCode);
    }

    public boolean isRunning() {
        return state.equals("running");
    }

    /** Whether it runs, and docker has not looked yet whether it is healthy. */
    public boolean isStarting() {
        return isRunning() && health.equals("starting");
    }

    /** Whether it runs, and its health check, if it has one, is content. */
    public boolean isWell() {
        return isRunning() && (health.isEmpty() || health.equals("healthy") || isUnchecked());
    }

    /** Whether there was an end that has an exit code. */
    private boolean hasEnded() {
        return !isRunning() && !state.equals("created") && !state.equals("paused");
    }

    /** {@code mongo: exited with 137}, {@code openim-server: running, unhealthy}, {@code redis: paused}. */
    @Override
    public String toString() {
        String who = service.isEmpty() ? name : service;
        return who + ": " + state + (hasEnded() ? " with " + exitCode : "") + (health.isEmpty() ? "" : ", " + health);
    }

    /**
     * What {@code docker ps} and {@code docker compose ps} print as JSON: one object a line, or, from Compose before 2.21, one array.
     */
    static List<ContainerState> read(String out) throws IOException {
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

    private static String health(String status) {
        return status.contains("(healthy)")
                ? "healthy"
                : status.contains("(unhealthy)") ? "unhealthy" : status.contains("health: starting") ? "starting" : "";
    }

    private static int exit(String status) {
        Matcher exited = EXITED.matcher(status);
        return exited.find() ? Integer.parseInt(exited.group(1)) : 0;
    }
}
