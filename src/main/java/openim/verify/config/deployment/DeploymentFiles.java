package openim.verify.config.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.config.Inputs;
import openim.verify.config.compose.Compose;
import openim.verify.config.compose.ComposeProject;
import openim.verify.config.compose.ComposeReach;
import openim.verify.config.compose.ComposeReach.BesideReach;
import openim.verify.config.compose.ComposeService;
import openim.verify.config.compose.OpenImService;
import openim.verify.config.reach.Reach;
import openim.verify.config.reach.SameMachine;
import openim.verify.config.release.Image;
import openim.verify.config.release.Release;
import openim.verify.config.setting.Port;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;

/**
 * The deployment's own files: from the directories, everything that they say, by our keys.
 *
 * <p>Understands the source flavour ({@code config/*.yml} of OpenIMServer and ChatServer) and the docker flavour (a compose
 * project with OpenIMServer and perhaps ChatServer among its services, its {@code .env}, and configuration files that it
 * mounts). A compose project without OpenIMServer beside a source directory is taken for that of the components.
 */
public final class DeploymentFiles {

    private final Directories directories;
    private final String docker;
    private final Inputs inputs;
    private final Optional<String> host;
    private final Problems problems;
    private final DeploymentValues values = new DeploymentValues();
    private final Optional<ComposeProject> project;
    private final Release release;
    private final boolean beside;
    private final Map<String, Containers.Configuration> insides;

    private DeploymentFiles(
            Directories directories, String docker, Inputs inputs, Optional<String> host, Problems problems) {
        this.directories = directories;
        this.docker = docker;
        this.inputs = inputs;
        this.host = host;
        this.problems = problems;
        this.beside = directories.docker().filter(this::isBeside).isPresent();
        this.project = directories.docker().flatMap(path -> ComposeProject.read(path, this::understood, problems));
        this.release = new Release(
                directories.server().flatMap(Release::ofCheckout).or(() -> image(OpenImService.SERVER)),
                directories.chat().flatMap(Release::ofCheckout).or(() -> image(OpenImService.CHAT)));
        this.insides = project.map(this::insides).orElse(Map.of());
    }

    /**
     * Reads them.
     *
     * @param docker the command
     * @param inputs who can be asked what compose makes of a project, what running services were started with, and what is in
     *     containers
     * @param host where the endpoints are reached, if somebody said so
     */
    public static DeploymentFacts read(
            Directories directories, String docker, Inputs inputs, Optional<String> host, Problems problems) {
        return new DeploymentFiles(directories, docker, inputs, host, problems).read();
    }

    private boolean isBeside(Path directory) {
        return host.isEmpty()
                && ComposeProject.read(directory, there -> Compose.NOBODY.config(docker, there), new Problems())
                        .flatMap(found -> found.service(OpenImService.SERVER))
                        .filter(server -> inputs.containers().areBeside(server.name()))
                        .isPresent();
    }

    /** In a container there need be no docker, and nothing is odd about that. */
    private Compose.Understood understood(Path directory) {
        Compose.Understood told = inputs.compose().config(docker, directory);
        return beside && told.json().isEmpty() ? Compose.NOBODY.config(docker, directory) : told;
    }

    private Map<String, Containers.Configuration> insides(ComposeProject read) {
        List<String> servers = Stream.of(OpenImService.values())
                .flatMap(kind -> read.service(kind).stream())
                .map(ComposeService::name)
                .toList();
        return servers.isEmpty() ? Map.of() : inputs.containers().configurations(docker, read.directory(), servers);
    }

    private DeploymentFacts read() {
        project.ifPresent(this::contradictions);
        directories.server().ifPresent(this::readServer);
        directories.chat().ifPresent(this::readChat);
        project.ifPresent(this::readDocker);
        Map<OpenImService, String> services = new EnumMap<>(OpenImService.class);
        for (OpenImService kind : OpenImService.values()) {
            awakeOrNot(kind).ifPresent(service -> services.put(kind, service.name()));
        }
        return new DeploymentFacts(
                values.all(),
                values.unknown(),
                values.secrets(),
                values.faults(),
                values.webhooks(),
                release,
                chat(),
                inside(),
                publisher(),
                services,
                values.registrants(),
                Kubernetes.Found.NOTHING);
    }

    /** A checkout does not know the names that containers have for each other; whoever is beside them finds them by himself. */
    private Map<String, String> inside() {
        return directories.server().isPresent() || beside
                ? Map.of()
                : project.map(ComposeProject::names).orElse(Map.of());
    }

    private String publisher() {
        return project.map(ComposeProject::source).orElse("");
    }

    private Optional<ComposeService> awakeOrNot(OpenImService kind) {
        return project.flatMap(found -> found.service(kind).or(() -> found.asleep(kind)));
    }

    private Optional<String> image(OpenImService kind) {
        return awakeOrNot(kind).flatMap(ComposeService::image).flatMap(Image::release);
    }

    /** Empty if files tell nothing of it, because nobody named any. */
    private Optional<ChatServer> chat() {
        if (directories.chat().isPresent()) {
            return Optional.of(new ChatServer(ChatServer.Standing.THERE, "openim.chat.dir is named"));
        }
        if (project.flatMap(found -> found.service(OpenImService.CHAT)).isPresent()) {
            return Optional.of(
                    new ChatServer(ChatServer.Standing.THERE, project.get().source() + " has a service for it"));
        }
        if (project.flatMap(found -> found.asleep(OpenImService.CHAT)).isPresent()) {
            return Optional.of(new ChatServer(
                    ChatServer.Standing.WHERE_IT_ANSWERS,
                    "its service in " + project.get().source() + " is in a profile that .env does not activate"));
        }
        if (project.flatMap(found -> found.service(OpenImService.SERVER)).isPresent()) {
            return Optional.of(new ChatServer(
                    ChatServer.Standing.ABSENT,
                    project.get().source() + " has a service for OpenIMServer and none for ChatServer"));
        }
        return directories
                .server()
                .map(directory -> new ChatServer(
                        ChatServer.Standing.WHERE_IT_ANSWERS, "openim.server.dir is named and openim.chat.dir is not"));
    }

    private void readServer(Path directory) {
        Path config = directory.resolve("config");
        ServerConfiguration configuration = configuration("IMENV", directory);
        Reach reach = new SameMachine(host);
        if (!Files.exists(config.resolve("share.yml")) && Files.isRegularFile(config.resolve(OldServerFile.NAME))) {
            new OldServerFile(configuration, reach, values, problems).read();
            return;
        }
        configuration.require(SettingKey.SERVER_DIR, config, ServerFiles.NEEDED);
        new ServerFiles(configuration, reach, values, StartedProcesses.of(directory), release.serverNumber(), problems)
                .read();
    }

    private void readChat(Path directory) {
        Path config = directory.resolve("config");
        ServerConfiguration configuration = configuration("CHATENV", directory);
        configuration.require(SettingKey.CHAT_DIR, config, ChatFiles.NEEDED);
        new ChatFiles(configuration, new SameMachine(host), values, release.chatNumber(), problems)
                .read(directories.server().isPresent());
    }

    private ServerConfiguration configuration(String prefix, Path directory) {
        Map<String, Sourced> environment = new HashMap<>();
        inputs.running()
                .environment(directory)
                .forEach((name, value) ->
                        environment.put(name, new Sourced(value, name + ", which the running services have")));
        Path config = directory.resolve("config");
        return new ServerConfiguration(
                prefix, name -> ConfigurationFile.ifThere(config.resolve(name)), environment, values, problems);
    }

    private void readDocker(ComposeProject project) {
        project.service(OpenImService.SERVER)
                .or(() -> project.asleep(OpenImService.SERVER))
                .ifPresent(service -> new ServerFiles(
                                configuration("IMENV", service, project),
                                reach(project, service),
                                values,
                                StartedProcesses.UNKNOWN,
                                release.serverNumber(),
                                problems)
                        .read());
        project.service(OpenImService.CHAT)
                .or(() -> project.asleep(OpenImService.CHAT))
                .ifPresent(service -> new ChatFiles(
                                configuration("CHATENV", service, project),
                                reach(project, service),
                                values,
                                release.chatNumber(),
                                problems)
                        .read(true));
    }

    /** A file that is mounted is read here; another, and a variable of the image, where the container has it. */
    private ServerConfiguration configuration(String prefix, ComposeService service, ComposeProject project) {
        Containers.Configuration inside = insides.getOrDefault(service.name(), Containers.Configuration.unknown(""));
        if (!inside.why().isEmpty()) {
            values.unknown(
                    SettingKey.ETCD_SERVICES,
                    "what the container of " + service.name() + " is configured by could not be read: " + inside.why());
        }
        Map<String, Sourced> environment = new HashMap<>();
        inside.environment()
                .forEach((name, value) -> environment.put(
                        name, new Sourced(value, name + ", which the container " + inside.container() + " has")));
        environment.putAll(project.environment(service, problems));
        return new ServerConfiguration(
                prefix,
                name -> service.mountedConfiguration(name)
                        .flatMap(ConfigurationFile::ifThere)
                        .or(() -> Optional.ofNullable(inside.files().get(name))
                                .map(text -> ConfigurationFile.inside(inside.container(), name, text))),
                environment,
                values,
                problems);
    }

    private Reach reach(ComposeProject project, ComposeService service) {
        return beside
                ? new BesideReach(service)
                : new ComposeReach(project, service, host.orElse(SameMachine.LOOPBACK));
    }

    private void contradictions(ComposeProject project) {
        boolean serverInside = awakeOrNot(OpenImService.SERVER).isPresent();
        boolean chatInside = awakeOrNot(OpenImService.CHAT).isPresent();
        if (serverInside && directories.server().isPresent()) {
            contradiction(project, OpenImService.SERVER, SettingKey.SERVER_DIR);
        }
        if (chatInside && directories.chat().isPresent()) {
            contradiction(project, OpenImService.CHAT, SettingKey.CHAT_DIR);
        }
        if (!serverInside && directories.server().isEmpty() && host.isEmpty()) {
            problems.add(
                    SettingKey.DOCKER_DIR,
                    project.source() + " has no service " + OpenImService.SERVER.usualName()
                            + ", and none of that image or with variables IMENV_; if OpenIMServer runs from a"
                            + " directory, name it by " + SettingKey.SERVER_DIR.key());
        }
    }

    private void contradiction(ComposeProject project, OpenImService kind, SettingKey directory) {
        problems.add(
                SettingKey.DOCKER_DIR,
                "contradicts " + directory.key() + ": " + project.source() + " has a service "
                        + awakeOrNot(kind).orElseThrow().name() + " too; name the one that is meant");
    }

    /**
     * The one file that OpenIMServer was configured by before 3.7. Only what it takes to look from outside is read: the secret, and
     * where openim-api and openim-msggateway listen. Its components had other names and other roles then.
     */
    private record OldServerFile(
            ServerConfiguration configuration, Reach reach, DeploymentValues values, Problems problems) {

        static final String NAME = "config.yaml";

        void read() {
            String file = configuration.where(NAME);
            String old = file + " is that of a release before 3.7";
            problems.warn(
                    SettingKey.SERVER_DIR.key(),
                    old + ", which is not read but for the secret and the ports of openim-api and openim-msggateway;"
                            + " what can be looked at from outside is, its components are not");
            values.put(SettingKey.SECRET_KEY, configuration.text(NAME, "secret"));
            values.put(SettingKey.IM_ADMIN_USER, administrator());
            ProcessUrl url = new ProcessUrl(configuration, reach);
            values.put(SettingKey.API_URL, url.of("http", NAME, "api.listenIP", "api.openImApiPort", Port.API));
            values.put(SettingKey.GATEWAY_URL, url.of("ws", NAME, "", "longConnSvr.openImWsPort", Port.GATEWAY));
            values.unknown(SettingKey.SECRET_KEY, old + ", and no secret could be read there");
            for (SettingKey key : new SettingKey[] {
                SettingKey.KAFKA_BOOTSTRAP,
                SettingKey.MONGO_URI,
                SettingKey.REDIS_URL,
                SettingKey.ETCD_URL,
                SettingKey.ETCD_SERVICES,
                SettingKey.MINIO_ENDPOINT
            }) {
                values.unknown(key, old + ", which is not read for it");
            }
        }

        private Optional<Sourced> administrator() {
            return configuration.first(NAME, "im-admin.userID").or(() -> configuration.first(NAME, "manager.userID"));
        }
    }
}
