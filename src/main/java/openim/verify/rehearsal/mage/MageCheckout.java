package openim.verify.rehearsal.mage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import openim.verify.rehearsal.RehearsalPart;

/**
 * A directory that mage works in: what runs out of it, and what must answer before that is started.
 *
 * @param directory the checkout's root, in which {@code mage} is called
 * @param processes each process once for each time it runs; those of a binary in the order of their numbers
 * @param ports where processes listen, by binary
 * @param prerequisites what must answer before they are started
 */
public record MageCheckout(
        Path directory, List<RehearsalPart> processes, Map<String, Integer> ports, List<Prerequisite> prerequisites) {

    public MageCheckout {
        processes = List.copyOf(processes);
        ports = Map.copyOf(ports);
        prerequisites = List.copyOf(prerequisites);
    }

    /** The processes of one binary, the dead ones included. */
    List<RehearsalPart> processesOf(String binary) {
        return processes.stream()
                .filter(part -> part.name().equals(binary) || part.name().startsWith(binary + "#"))
                .toList();
    }

    List<RehearsalPart> aliveOf(String binary) {
        return processesOf(binary).stream()
                .filter(part -> part.state() != RehearsalPart.State.DEAD)
                .toList();
    }

    Path pathOf(String binary) {
        return directory.resolve("_output/bin/platforms/linux/amd64").resolve(binary);
    }

    Path pathOfTool(String tool) {
        return directory.resolve("_output/bin/tools/linux/amd64").resolve(tool);
    }

    Path configuration() {
        return directory.resolve("config");
    }

    /** The command line of one process, by its number from 0. */
    String commandLine(String binary, int number) {
        return pathOf(binary) + " -i " + number + " -c " + configuration() + "/";
    }

    /** Its number; one that is no process's here, where the rehearsal's have none of their own. */
    long pidOf(RehearsalPart process) {
        return process.pid().orElse(10_000_000 + processes.indexOf(process));
    }
}
