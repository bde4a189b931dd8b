package openim.verify.rehearsal.docker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import openim.verify.rehearsal.RehearsalPart;

/**
 * {@code docker exec} of what openim-docker's images bring along: the components' own clients, and {@code cat} of a server's
 * start-config.yml.
 */
final class Exec {

    private static final int NOT_FOUND = 127;

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration EVERY = Duration.ofMillis(100);

    private static final int NOT_RUNNING = 1;

    private static final Map<String, String> CLIENTS = Map.of(
            "mongo", "mongosh",
            "redis", "redis-cli",
            "kafka", "kafka-broker-api-versions.sh",
            "etcd", "etcdctl",
            "minio", "curl");

    private static final Map<String, String> SAID = Map.of(
            "mongo", "1",
            "redis", "PONG",
            "kafka", "localhost:9094 (id: 0 rack: null) -> (",
            "etcd", "http://127.0.0.1:2379 is healthy: successfully committed proposal: took = 1ms",
            "minio", "200");

    private Exec() {}

    static int run(List<String> arguments, Function<String, Optional<Container>> named, Consumer<String> out) {
        int at = 0;
        while (at + 1 < arguments.size() && arguments.get(at).equals("-e")) {
            at += 2;
        }
        String name = at < arguments.size() ? arguments.get(at) : "";
        Optional<Container> running =
                named.apply(name).filter(container -> container.state() == Container.State.RUNNING);
        if (running.isEmpty()) {
            out.accept("Error response from daemon: container " + name + " is not running");
            return NOT_RUNNING;
        }
        List<String> command = arguments.subList(at + 1, arguments.size());
        String program = command.isEmpty() ? "" : command.get(0);
        if (program.equals("cat") && command.contains("start-config.yml") && !CLIENTS.containsKey(name)) {
            out.accept(startConfig(running.get()));
            return 0;
        }
        if (!program.equals(CLIENTS.get(name))) {
            out.accept("OCI runtime exec failed: exec: \"" + program + "\": executable file not found in $PATH");
            return NOT_FOUND;
        }
        return asked(name, running.get(), out);
    }

    /** One that hangs is waited for, as its client waits, until whoever asks has lost patience. */
    private static int asked(String name, Container container, Consumer<String> out) {
        awaitGoesOn(container);
        boolean answers = container.parts().stream().allMatch(part -> part.state() == RehearsalPart.State.RUNNING);
        out.accept(answers ? String.valueOf(SAID.get(name)) : "connect: connection refused");
        return answers ? 0 : 1;
    }

    private static void awaitGoesOn(Container container) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()
                && container.parts().stream().anyMatch(part -> part.state() == RehearsalPart.State.HUNG)) {
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private static String startConfig(Container container) {
        Map<String, Integer> counts = new TreeMap<>();
        container.parts().forEach(part -> counts.merge(part.name().replaceFirst("#.*", ""), 1, Integer::sum));
        StringBuilder text = new StringBuilder("serviceBinaries:\n");
        counts.forEach((binary, count) ->
                text.append("  ").append(binary).append(": ").append(count).append('\n'));
        return text.toString();
    }
}
