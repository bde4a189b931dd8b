package openim.verify.rehearsal.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** {@code docker compose}, in the directory of its project. */
final class RehearsedCompose {

    private static final int NO_PROJECT = 14;

    private final Path project;
    private final List<Container> containers;

    RehearsedCompose(Path project, List<Container> containers) {
        this.project = project;
        this.containers = List.copyOf(containers);
    }

    int run(Path directory, List<String> arguments, Consumer<String> out) {
        if (!directory.equals(project)) {
            out.accept("no configuration file provided: not found");
            return NO_PROJECT;
        }
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> services = arguments.stream()
                .skip(1)
                .filter(argument -> !argument.startsWith("-"))
                .toList();
        return switch (command) {
            case "ps" -> {
                containers.forEach(
                        container -> out.accept(RehearsedDocker.json(RehearsedDocker.composeRow(container))));
                yield 0;
            }
            case "logs" -> {
                containers.forEach(container -> out.accept(container.name() + "  | " + container.state()));
                yield 0;
            }
            case "up" -> each(services, out, this::up);
            case "restart" ->
                each(services, out, (container, words) -> {
                    container.restart();
                    return done(container, "Started", words);
                });
            case "stop" ->
                each(services, out, (container, words) -> {
                    container.end(true);
                    return done(container, "Stopped", words);
                });
            case "kill" ->
                each(services, out, (container, words) -> {
                    container.end(false);
                    return done(container, "Killed", words);
                });
            case "pause" ->
                each(services, out, (container, words) -> {
                    container.pause();
                    return done(container, "Paused", words);
                });
            case "unpause" ->
                each(services, out, (container, words) -> {
                    container.unpause();
                    return done(container, "Unpaused", words);
                });
            default -> {
                out.accept("unknown docker command: \"compose " + command + "\"");
                yield 1;
            }
        };
    }

    /** What is done to one container; its exit status. */
    private interface Action {

        int on(Container container, Consumer<String> out);
    }

    private int each(List<String> services, Consumer<String> out, Action action) {
        for (String service : services) {
            List<Container> found = containers.stream()
                    .filter(container -> container.name().equals(service))
                    .toList();
            if (found.isEmpty()) {
                out.accept("no such service: " + service);
                return 1;
            }
            int status = action.on(found.get(0), out);
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }

    private int up(Container container, Consumer<String> out) {
        if (container.state() == Container.State.PAUSED) {
            out.accept("Error response from daemon: cannot start a paused container, try unpause instead");
            return 1;
        }
        boolean runs = container.state() == Container.State.RUNNING;
        container.start();
        return done(container, runs ? "Running" : "Started", out);
    }

    private static int done(Container container, String what, Consumer<String> out) {
        out.accept(" Container " + container.name() + "  " + what);
        return 0;
    }
}
