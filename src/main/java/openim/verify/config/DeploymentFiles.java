package openim.verify.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The deployment's own files: from the directories, everything that they say, by our keys.
 *
 * <p>Understands the source flavour ({@code config/*.yml} of OpenIMServer and ChatServer) and the docker flavour (a compose
 * project with OpenIMServer and perhaps ChatServer among its services, its {@code .env}, and configuration files that it
 * mounts). A compose project without OpenIMServer beside a source directory is taken for that of the components.
 */
final class DeploymentFiles {

    private final RunningServices running;
    private final Directories directories;
    private final Optional<String> host;
    private final Problems problems;
    private final DeploymentValues values = new DeploymentValues();
    private final Optional<ComposeProject> project;
    private final Release release;

    private DeploymentFiles(
            Directories directories,
            Function<Path, Compose.Understood> compose,
            RunningServices running,
            Optional<String> host,
            Problems problems) {
        this.running = running;
        this.directories = directories;
        this.host = host;
        this.problems = problems;
        this.project = directories.docker().flatMap(path -> ComposeProject.read(path, compose, problems));
        this.release = new Release(
                directories
                        .server()
                        .flatMap(path -> new Checkout(path).release())
                        .or(() -> image(OpenImService.SERVER)),
                directories.chat().flatMap(path -> new Checkout(path).release()).or(() -> image(OpenImService.CHAT)));
    }

    /**
     * Reads them.
     *
     * @param compose who can be asked what it makes of a compose project
     * @param running who can be asked what running services were started with
     * @param host where the endpoints are reached, if somebody said so
     */
    static DeploymentFacts read(
            Directories directories,
            Function<Path, Compose.Understood> compose,
            RunningServices running,
            Optional<String> host,
            Problems problems) {
        return new DeploymentFiles(directories, compose, running, host, problems).read();
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
                values.all(), values.unknown(), values.secrets(), values.faults(), release, chat(), services);
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
        new ServerFiles(configuration, reach, values, release.serverNumber(), problems).read();
    }

    private void readChat(Path directory) {
        Path config = directory.resolve("config");
        ServerConfiguration configuration = configuration("CHATENV", directory);
        configuration.require(SettingKey.CHAT_DIR, config, ChatFiles.NEEDED);
        new ChatFiles(configuration, new SameMachine(host), values, problems)
                .read(directories.server().isPresent());
    }

    private ServerConfiguration configuration(String prefix, Path directory) {
        Map<String, Sourced> environment = new HashMap<>();
        running.environment(directory)
                .forEach((name, value) ->
                        environment.put(name, new Sourced(value, name + ", which the running services have")));
        Path config = directory.resolve("config");
        return new ServerConfiguration(
                prefix, name -> Optional.of(config.resolve(name)), environment, values, problems);
    }

    private void readDocker(ComposeProject project) {
        project.service(OpenImService.SERVER)
                .or(() -> project.asleep(OpenImService.SERVER))
                .ifPresent(service -> new ServerFiles(
                                configuration("IMENV", service, project),
                                reach(project, service),
                                values,
                                release.serverNumber(),
                                problems)
                        .read());
        project.service(OpenImService.CHAT)
                .or(() -> project.asleep(OpenImService.CHAT))
                .ifPresent(service -> new ChatFiles(
                                configuration("CHATENV", service, project), reach(project, service), values, problems)
                        .read(true));
    }

    private ServerConfiguration configuration(String prefix, ComposeService service, ComposeProject project) {
        return new ServerConfiguration(
                prefix, service::mountedConfiguration, project.environment(service, problems), values, problems);
    }

    private Reach reach(ComposeProject project, ComposeService service) {
        return new ComposeReach(project, service, host.orElse(SameMachine.LOOPBACK));
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
                            + ", and none of that image or with variables IMENV_; if OpenIMServer runs from a directory,"
                            + " name it by " + SettingKey.SERVER_DIR.key());
        }
    }

    private void contradiction(ComposeProject project, OpenImService kind, SettingKey directory) {
        problems.add(
                SettingKey.DOCKER_DIR,
                "contradicts " + directory.key() + ": " + project.source() + " has a service "
                        + awakeOrNot(kind).orElseThrow().name() + " too; name the one that is meant");
    }
}
