package openim.verify.rehearsal.deployment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.component.Components;
import openim.verify.rehearsal.docker.MinioOutage;
import openim.verify.rehearsal.docker.RehearsedDocker;
import openim.verify.rehearsal.mage.MageServer;
import openim.verify.rehearsal.mage.Script;
import openim.verify.rehearsal.service.Services;

/**
 * Where an operator works on a deployment, and with which tools.
 *
 * @param settings what leads there: setting keys and values
 */
record DeploymentPlace(Map<String, String> settings) {

    /** For how long after MinIO the all-in-one containers still answer nobody. */
    private static final Duration AFTER_MINIO = Duration.ofSeconds(3);

    DeploymentPlace {
        settings = Map.copyOf(settings);
    }

    /** Two checkouts under this directory, mage, and commands that start the components. */
    static DeploymentPlace checkouts(
            Path directory,
            Opened opened,
            Components components,
            Services services,
            RunningParts residents,
            RehearsalCredentials credentials,
            Lies lies) {
        Checkouts checkouts = Checkouts.write(directory, components, services, residents.services(), credentials);
        opened.add(Webhook.listening(lies)).enableIn(checkouts.server());
        MageServer tools = opened.add(MageServer.start(checkouts.forMage(), residents.components(), lies));
        Path component = Script.component(directory, tools);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("openim.server.dir", checkouts.server().toString());
        settings.put("openim.chat.dir", checkouts.chat().toString());
        settings.put("openim.mage", Script.mage(directory, tools).toString());
        for (RehearsalPart each : residents.components()) {
            settings.put("openim.start." + each.name(), command(component, "start", each));
            settings.put("openim.restart." + each.name(), command(component, "restart", each));
        }
        return new DeploymentPlace(settings);
    }

    /** A compose project under this directory, and docker. */
    static DeploymentPlace composeProject(
            Path directory,
            Opened opened,
            Components components,
            Services services,
            RunningParts residents,
            RehearsalCredentials credentials) {
        RehearsedComposeProject project = RehearsedComposeProject.write(
                directory.resolve("openim-docker"), components.addresses(), services, residents, credentials);
        MageServer tools = opened.add(MageServer.start(List.of(), List.of(), new Lies()));
        MinioOutage outage = opened.add(new MinioOutage(
                part(residents, "minio"),
                Stream.of("openim-api", "chat-api", "admin-api")
                        .map(name -> part(residents, name))
                        .toList(),
                AFTER_MINIO));
        tools.serve("docker", new RehearsedDocker(project.directory(), project.containers(), outage::holds));
        Map<String, String> settings = new LinkedHashMap<>(namesInImages(services.edition()));
        settings.put("openim.docker.dir", project.directory().toString());
        settings.put("openim.docker", Script.of("docker", directory, tools).toString());
        return new DeploymentPlace(settings);
    }

    /** A compose project that the docker of this machine runs. */
    static DeploymentPlace containers(Path project, Edition edition) {
        Map<String, String> settings = new LinkedHashMap<>(namesInImages(edition));
        settings.put("openim.docker.dir", project.toString());
        return new DeploymentPlace(settings);
    }

    private static RehearsalPart part(RunningParts residents, String name) {
        return residents.named(name).orElseThrow();
    }

    /** The images have these names inside, where nobody reads them, so an operator has to say them. */
    private static Map<String, String> namesInImages(Edition edition) {
        return Map.of(
                "openim.etcd.services",
                Stream.concat(
                                Edition.SERVER_ROLES.stream().map(edition::serverService),
                                edition.chatRoles().stream().map(edition::chatService))
                        .collect(Collectors.joining(",")));
    }

    /** A list of arguments, as a settings file has it. */
    private static String command(Path component, String action, RehearsalPart of) {
        return Stream.of(component.toString(), action, of.name())
                .map(argument -> '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
