package openim.verify.rehearsal.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.apart.Doorkeeper;
import openim.verify.rehearsal.apart.Doorway;
import openim.verify.rehearsal.apart.PartProcess;
import openim.verify.rehearsal.component.Components;
import openim.verify.rehearsal.component.Relay;
import openim.verify.rehearsal.service.Services;
import openim.verify.rehearsal.service.process.ServiceInstances;

/**
 * All parts of a deployment that runs, as they are to be killed and started there.
 *
 * @param components the external ones
 * @param services OpenIM's processes, each once for each time it runs
 */
record RunningParts(List<RehearsalPart> components, List<RehearsalPart> services) {

    RunningParts {
        components = List.copyOf(components);
        services = List.copyOf(services);
    }

    /** Begins everything in this process; only in the process table something else stands for the services. */
    static RunningParts together(StandIns standIns, Path directory, Components components, Services services) {
        components.awaitUp();
        services.begin();
        return new RunningParts(
                components.parts(),
                standIns.standFor(services.parts(), process -> Checkouts.executable(directory, process)));
    }

    /** Begins everything in this process; nothing is seen in the process table, as of what runs in containers. */
    static RunningParts contained(Components components, Services services) {
        components.awaitUp();
        services.begin();
        return new RunningParts(components.parts(), services.parts());
    }

    /**
     * Begins everything behind processes of their own.
     *
     * @param directory under which executables and output lie
     */
    static RunningParts apart(Doorkeeper keeper, Path directory, Components components, Services services) {
        lead(keeper, components.relays());
        lead(keeper, services.relays());
        List<PartProcess> below = components.relays().keySet().stream()
                .map(name -> component(keeper, name, directory))
                .toList();
        // Before they are up: Kafka's own topics are made through its door.
        below.forEach(PartProcess::startWithoutAwaiting);
        components.parts().forEach(keeper::worksFor);
        below.forEach(PartProcess::awaitRunning);
        List<PartProcess> above = services.parts().stream()
                .map(part -> service(keeper, part, directory))
                .toList();
        services.parts().forEach(keeper::worksFor);
        services.begin(() -> {
            above.forEach(PartProcess::startWithoutAwaiting);
            above.forEach(PartProcess::awaitRunning);
        });
        return new RunningParts(List.copyOf(below), List.copyOf(above));
    }

    /**
     * Begins everything behind processes in containers, which only Docker kills and stops.
     *
     * @param project whose containers hold those processes
     */
    static RunningParts inDocker(Doorkeeper keeper, DockerProject project, Components components, Services services) {
        Stream.of(components.relays(), services.relays())
                .forEach(relays -> relays.forEach((part, relay) ->
                        keeper.leads(part, new Doorway(DockerProject.portInContainer(part), relay.inside()))));
        project.up();
        components.parts().forEach(keeper::worksFor);
        components.parts().forEach(part -> keeper.awaitRunning(part.name()));
        services.parts().forEach(keeper::worksFor);
        services.begin(() -> services.parts().forEach(part -> keeper.awaitRunning(part.name())));
        return new RunningParts(components.parts(), services.parts());
    }

    private static void lead(Doorkeeper keeper, Map<String, Relay> relays) {
        relays.forEach((part, relay) -> keeper.leads(part, new Doorway(relay.port(), relay.inside())));
    }

    private static PartProcess component(Doorkeeper keeper, String name, Path directory) {
        Path place = directory.resolve("components");
        return PartProcess.of(keeper, name, place.resolve("bin").resolve(name), List.of(), place.resolve("output"));
    }

    private static PartProcess service(Doorkeeper keeper, RehearsalPart process, Path directory) {
        String number = process.name().contains("#") ? process.name().replaceFirst(".*#", "") : "1";
        Path checkout = Checkouts.directory(directory, process);
        return PartProcess.of(
                keeper,
                process.name(),
                Checkouts.executable(directory, process),
                List.of("-i", String.valueOf(Integer.parseInt(number) - 1), "-c", checkout.resolve("config") + "/"),
                checkout.resolve("_output/services.log"));
    }

    List<RehearsalPart> all() {
        return Stream.concat(components.stream(), services.stream()).toList();
    }

    /** The part of this name; of a service that runs several times one, or all as one part. */
    Optional<RehearsalPart> named(String name) {
        Optional<RehearsalPart> one =
                all().stream().filter(part -> part.name().equals(name)).findFirst();
        List<RehearsalPart> several = new ArrayList<>(services);
        several.removeIf(part -> !part.name().startsWith(name + "#"));
        return several.isEmpty() ? one : Optional.of(new ServiceInstances(name, several));
    }
}
