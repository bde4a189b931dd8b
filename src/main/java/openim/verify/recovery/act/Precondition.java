package openim.verify.recovery.act;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.host.RunningProcess;
import openim.verify.runbook.Part;

/** What must hold before a server is stopped; each is empty if it does, else the reason as part of a sentence. */
final class Precondition {

    private Precondition() {}

    /**
     * With a component down {@code mage start} waits for it, for hours, and everything is down meanwhile; so does a server's container.
     * Each is asked now, in its own protocol: that its container runs, or its port is open, says nothing.
     *
     * @param unused those that the deployment works without
     */
    static Optional<String> componentsAreWell(SystemView sight, Set<Part> unused) {
        return Stream.of(Part.values())
                .filter(part -> part.isComponent() && !unused.contains(part))
                .map(part -> complaint(part, sight.health(part)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> complaint(Part part, SystemView.Health health) {
        if (health instanceof SystemView.Health.Unwell unwell) {
            return Optional.of(part.title() + " is not well (" + unwell.words() + ")");
        }
        if (health instanceof SystemView.Health.Unknown unknown) {
            return Optional.of(
                    "nobody can tell from here whether " + part.title() + " is well (" + unknown.reason() + ")");
        }
        return Optional.empty();
    }

    /**
     * A process that hangs outlives {@code mage stop}, and then {@code mage start} refuses; another user's is not seen by mage at
     * all, and a second set would be started beside it.
     *
     * @param mayHang the names of executables that may hang
     */
    static Optional<String> mayBeStopped(SystemView sight, Path directory, Set<String> mayHang) {
        List<Long> starts = sight.runningStarts(directory);
        if (!starts.isEmpty()) {
            return Optional.of("a mage start is still going on in " + directory + " (pid " + starts + ")");
        }
        List<RunningProcess> processes = sight.processes(directory);
        List<RunningProcess> hung = processes.stream()
                .filter(process -> process.state() == RunningProcess.State.STOPPED)
                .filter(process -> !mayHang.contains(process.name()))
                .toList();
        if (!hung.isEmpty()) {
            return Optional.of("these hang: " + Executor.names(hung) + "; the stop would end the others and not them");
        }
        String us = System.getProperty("user.name", "");
        return processes.stream()
                .filter(process -> !process.owner().equals(us))
                .findFirst()
                .map(other -> other + " runs as " + other.owner() + ", and this is " + us);
    }
}
