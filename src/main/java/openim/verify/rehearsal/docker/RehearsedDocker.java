package openim.verify.rehearsal.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.mage.Tool;

/** {@code docker}, for one compose project. What it does not know it refuses, as the real one does. */
public final class RehearsedDocker implements Tool {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int USAGE = 125;

    private static final String PROCESS = "%-8s%-9s%-5s%s";
    private static final String BINARIES = "/_output/bin/platforms/linux/amd64/";
    private static final long FIRST_PID = 4_000;

    private final List<Container> containers;
    private final RehearsedCompose compose;
    private final Predicate<RehearsalPart> waiting;

    /**
     * @param project the directory of the compose file
     * @param containers all that there are
     * @param waiting whether a part that answers nobody waits for something, so that the system does not call it stopped
     */
    public RehearsedDocker(Path project, List<Container> containers, Predicate<RehearsalPart> waiting) {
        this.containers = List.copyOf(containers);
        this.waiting = waiting;
        this.compose = new RehearsedCompose(project, containers);
    }

    @Override
    public int run(Path directory, List<String> arguments, Consumer<String> out) {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        return switch (command) {
            case "compose" -> compose.run(directory, arguments.subList(1, arguments.size()), out);
            case "ps" -> {
                containers.forEach(container -> out.accept(json(row(container))));
                yield 0;
            }
            case "inspect" -> inspect(arguments, out);
            case "exec" -> Exec.run(arguments.subList(1, arguments.size()), this::named, out);
            case "top" -> top(arguments.subList(1, arguments.size()), out);
            case "context" -> {
                out.accept("unix:///var/run/docker.sock");
                yield 0;
            }
            default -> {
                out.accept("docker: '" + command + "' is not a docker command.");
                yield USAGE;
            }
        };
    }

    /** As {@code docker top NAME -eo pid,user,stat,args}, whatever columns are asked for. */
    private int top(List<String> arguments, Consumer<String> out) {
        String name = arguments.isEmpty() ? "" : arguments.get(0);
        Optional<Container> running = named(name).filter(container -> container.state() != Container.State.EXITED);
        if (running.isEmpty()) {
            out.accept("Error response from daemon: container " + name + " is not running");
            return 1;
        }
        out.accept(String.format(Locale.ROOT, PROCESS, "PID", "USER", "STAT", "COMMAND"));
        long pid = FIRST_PID;
        if (running.get().livesOn()) {
            out.accept(
                    String.format(Locale.ROOT, PROCESS, pid++, "root", "Ss", "bash -c its server & tail -f /dev/null"));
            out.accept(String.format(Locale.ROOT, PROCESS, pid++, "root", "S", "tail -f /dev/null"));
        }
        for (RehearsalPart part : running.get().processes()) {
            boolean stopped = part.state() == RehearsalPart.State.HUNG && !waiting.test(part);
            String binary = part.name().replaceFirst("#.*", "");
            out.accept(String.format(Locale.ROOT, PROCESS, pid++, "root", stopped ? "Tl" : "Sl", BINARIES + binary));
        }
        return 0;
    }

    private Optional<Container> named(String name) {
        return containers.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private int inspect(List<String> arguments, Consumer<String> out) {
        List<Map<String, Object>> found = new ArrayList<>();
        // After "inspect --type container".
        for (String name : arguments.subList(Math.min(3, arguments.size()), arguments.size())) {
            Optional<Container> container = named(name);
            if (container.isEmpty()) {
                out.accept("Error: No such container: " + name);
                return 1;
            }
            Map<String, Object> bindings = new LinkedHashMap<>();
            container
                    .get()
                    .ports()
                    .forEach((inside, outside) -> bindings.put(
                            inside + "/tcp",
                            List.of(Map.of("HostIp", "127.0.0.1", "HostPort", String.valueOf(outside)))));
            boolean runs = container.get().state() != Container.State.EXITED;
            found.add(Map.of(
                    "Id", "rehearsed-" + name,
                    "Name", "/" + name,
                    "State", Map.of("Running", runs, "OOMKilled", false),
                    "HostConfig", Map.of("PortBindings", bindings, "RestartPolicy", Map.of("Name", "always")),
                    "NetworkSettings", Map.of("Ports", runs ? bindings : Map.of(), "Networks", Map.of())));
        }
        out.accept(json(found));
        return 0;
    }

    /** What {@code ps} says of a container, in the fields that we ask for. */
    static Map<String, Object> row(Container container) {
        Container.State state = container.state();
        String health = health(container);
        String status = switch (state) {
            case RUNNING -> "Up 5 minutes" + (health.isEmpty() ? "" : " (" + health + ")");
            case PAUSED -> "Up 5 minutes (Paused)";
            case EXITED -> "Exited (" + container.exitCode() + ") 5 seconds ago";
        };
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Names", container.name());
        row.put("Image", "openim/" + container.name() + ":rehearsal");
        row.put("State", state.name().toLowerCase(Locale.ROOT));
        row.put("Status", status);
        return row;
    }

    /** The same, as {@code docker compose ps} says it. */
    static Map<String, Object> composeRow(Container container) {
        Map<String, Object> row = row(container);
        row.put("Name", container.name());
        row.put("Service", container.name());
        row.put("ExitCode", container.exitCode());
        row.put("Health", health(container));
        return row;
    }

    private static String health(Container container) {
        return container.state() != Container.State.RUNNING || !container.hasHealthCheck()
                ? ""
                : container.isHealthy() ? "healthy" : "unhealthy";
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
