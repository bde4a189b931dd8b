package openim.verify.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The deployment's own files: from the directories, everything that they say, by our keys.
 *
 * <p>Understands the source flavour ({@code config/*.yml} of OpenIMServer and ChatServer) and the docker flavour (a compose
 * project with the services {@code openim-server} and {@code openim-chat}, its {@code .env}, and configuration files that it
 * mounts). A compose project without {@code openim-server} beside a source directory is taken for that of the components.
 */
final class DeploymentFiles {

    private final Directories directories;
    private final Optional<String> host;
    private final Problems problems;
    private final DeploymentValues values = new DeploymentValues();

    private DeploymentFiles(Directories directories, Optional<String> host, Problems problems) {
        this.directories = directories;
        this.host = host;
        this.problems = problems;
    }

    /**
     * Reads them.
     *
     * @param host where the endpoints are reached, if somebody said so
     */
    static DeploymentFacts read(Directories directories, Optional<String> host, Problems problems) {
        DeploymentFiles files = new DeploymentFiles(directories, host, problems);
        Optional<ComposeProject> project = directories.docker().flatMap(path -> ComposeProject.read(path, problems));
        project.ifPresent(files::contradictions);
        directories.server().ifPresent(files::readServer);
        directories.chat().ifPresent(files::readChat);
        project.ifPresent(files::readDocker);
        return new DeploymentFacts(files.values.all(), files.release(project));
    }

    private Release release(Optional<ComposeProject> project) {
        return new Release(
                directories
                        .server()
                        .flatMap(path -> new Checkout(path).release())
                        .or(() -> image(project, ComposeProject.SERVER)),
                directories
                        .chat()
                        .flatMap(path -> new Checkout(path).release())
                        .or(() -> image(project, ComposeProject.CHAT)));
    }

    private static Optional<String> image(Optional<ComposeProject> project, String service) {
        return project.flatMap(found -> found.service(service))
                .flatMap(ComposeService::image)
                .flatMap(Image::release);
    }

    private void readServer(Path directory) {
        Path config = directory.resolve("config");
        ServerFiles server = new ServerFiles(
                configuration("IMENV", config, SettingKey.SERVER_DIR), new SameMachine(host), values, problems);
        server.require(config);
        server.read();
    }

    private void readChat(Path directory) {
        Path config = directory.resolve("config");
        ChatFiles chat = new ChatFiles(
                configuration("CHATENV", config, SettingKey.CHAT_DIR), new SameMachine(host), values, problems);
        chat.require(config);
        chat.read(directories.server().isPresent());
    }

    private ServerConfiguration configuration(String prefix, Path config, SettingKey key) {
        return new ServerConfiguration(prefix, name -> Optional.of(config.resolve(name)), Map.of(), key, problems);
    }

    private void readDocker(ComposeProject project) {
        project.service(ComposeProject.SERVER)
                .ifPresent(service -> new ServerFiles(
                                configuration("IMENV", service), reach(project, service), values, problems)
                        .read());
        project.service(ComposeProject.CHAT)
                .ifPresent(service -> new ChatFiles(
                                configuration("CHATENV", service), reach(project, service), values, problems)
                        .read(true));
    }

    private ServerConfiguration configuration(String prefix, ComposeService service) {
        return new ServerConfiguration(
                prefix, service::mountedConfiguration, service.environment(), SettingKey.DOCKER_DIR, problems);
    }

    private Reach reach(ComposeProject project, ComposeService service) {
        return new ComposeReach(project, service, host.orElse(SameMachine.LOOPBACK));
    }

    private void contradictions(ComposeProject project) {
        boolean serverInside = project.service(ComposeProject.SERVER).isPresent();
        boolean chatInside = project.service(ComposeProject.CHAT).isPresent();
        if (serverInside && directories.server().isPresent()) {
            contradiction(project, ComposeProject.SERVER, SettingKey.SERVER_DIR);
        }
        if (chatInside && directories.chat().isPresent()) {
            contradiction(project, ComposeProject.CHAT, SettingKey.CHAT_DIR);
        }
        if (!serverInside && directories.server().isEmpty() && host.isEmpty()) {
            problems.add(
                    SettingKey.DOCKER_DIR,
                    project.source() + " has no service " + ComposeProject.SERVER
                            + "; if OpenIMServer runs from a directory," + " name it by "
                            + SettingKey.SERVER_DIR.key());
        }
    }

    private void contradiction(ComposeProject project, String service, SettingKey directory) {
        problems.add(
                SettingKey.DOCKER_DIR,
                "contradicts " + directory.key() + ": " + project.source() + " has a service " + service
                        + " too; name the one that is meant");
    }
}
