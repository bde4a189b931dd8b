package openim.verify.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import openim.verify.config.Values.Layer;

/**
 * The components of a compose project as OpenIMServer's container reaches them, with its logins, at the addresses of their own
 * containers: for whoever is on the machine that runs those, and asks a component that publishes no port.
 */
public final class ContainerStores {

    private ContainerStores() {}

    /**
     * Reads them.
     *
     * @param addressOf of a service's container; a component whose container has none is left out
     */
    public static Stores of(Directories directories, Function<String, Optional<String>> addressOf) {
        Optional<Path> directory = directories.docker();
        Problems problems = new Problems();
        Optional<ComposeProject> project = directory.flatMap(
                path -> ComposeProject.read(path, there -> Compose.NOBODY.config("", there), problems));
        Optional<ComposeService> server = project.flatMap(read -> read.service(OpenImService.SERVER));
        if (server.isEmpty()) {
            return Stores.UNKNOWN;
        }
        DeploymentValues values = new DeploymentValues();
        new ServerFiles(
                        new ServerConfiguration(
                                "IMENV",
                                server.get()::mountedConfiguration,
                                project.orElseThrow().environment(server.get(), problems),
                                values,
                                problems),
                        new Inside(project.orElseThrow(), addressOf),
                        values,
                        server.flatMap(ComposeService::image)
                                .flatMap(Image::release)
                                .flatMap(ReleaseNumber::of),
                        problems)
                .read();
        Values read = Values.none().with(Layer.DEPLOYMENT_FILES, values.all()).withDefaults();
        return new SettingsAssembly(
                        read,
                        Inputs.in(directory.orElseThrow()),
                        directories,
                        DeploymentFacts.NONE,
                        new ChatServer(ChatServer.Standing.WHERE_IT_ANSWERS, "nobody asks for it here"))
                .stores();
    }

    /** In the network of the containers. */
    private record Inside(ComposeProject project, Function<String, Optional<String>> addressOf) implements Reach {

        @Override
        public Optional<String> component(String hostPort) {
            Matcher matcher = ComposeReach.HOST_PORT.matcher(hostPort);
            return matcher.matches()
                    ? project.service(matcher.group("host"))
                            .flatMap(service -> addressOf.apply(service.name()))
                            .map(address -> address + ":" + matcher.group("port"))
                    : Optional.empty();
        }

        @Override
        public String whyNot(String hostPort) {
            return hostPort + " is no address of a container of this project that runs";
        }

        @Override
        public Optional<String> own(String listenIp, String port) {
            return Optional.empty();
        }

        @Override
        public Optional<String> publisher() {
            return Optional.of(project.source());
        }
    }
}
