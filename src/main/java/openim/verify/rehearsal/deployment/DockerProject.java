package openim.verify.rehearsal.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.apart.DoorProcess;
import openim.verify.rehearsal.component.Components;
import openim.verify.rehearsal.component.DockerBridge;
import openim.verify.rehearsal.component.Relay;
import openim.verify.rehearsal.service.Services;

/**
 * A compose project of real containers, with openim-docker's names; each holds the door of a part, see {@code apart}.
 *
 * <p>Its image is built on the one that the environment names by {@code OPENIM_REHEARSAL_BASE}: any with a shell and Java 17.
 */
final class DockerProject implements AutoCloseable {

    private static final List<String> FILES = List.of("Dockerfile", "entry", "health", "docker-compose.yaml");

    private static final Map<String, Integer> PORTS = Map.of(
            "mongo", 27_017,
            "redis", 6_379,
            "kafka", 9_094,
            "etcd", 2_379,
            "minio", 9_000,
            "openim-msggateway", 10_001,
            "openim-api", 10_002,
            "chat-api", 10_008,
            "admin-api", 10_009,
            "bot-api", 10_010);

    private final Path directory;

    private DockerProject(Path directory) {
        this.directory = directory;
    }

    /** Writes it into this directory; nothing runs yet. */
    static DockerProject write(
            Path directory,
            int doorkeeper,
            Components components,
            Services services,
            RehearsalCredentials credentials) {
        String base = System.getenv().getOrDefault("OPENIM_REHEARSAL_BASE", "");
        if (base.isEmpty()) {
            throw new IllegalStateException("OPENIM_REHEARSAL_BASE names no image to build on");
        }
        try {
            Files.createDirectories(directory.resolve("classes"));
            for (String file : FILES) {
                Files.write(directory.resolve(file), resource("/openim/verify/rehearsal/docker/" + file));
            }
            if (!services.edition().hasBots()) {
                withoutBots(directory.resolve("docker-compose.yaml"));
            }
            String door = DoorProcess.class.getName().replace('.', '/') + ".class";
            Path copy = directory.resolve("classes").resolve(door);
            Files.createDirectories(copy.resolveSibling(""));
            Files.write(copy, resource("/" + door));
            Files.writeString(directory.resolve(".env"), env(base, doorkeeper, components, services, credentials));
            return new DockerProject(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the compose project " + directory + " cannot be written", e);
        }
    }

    private static void withoutBots(Path file) throws IOException {
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(", bot-api, bot-rpc", "")
                        .replaceFirst("(?m)^.*\\$\\{BOT_API_PORT}.*\\n", ""));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DockerProject.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private static String env(
            String base, int doorkeeper, Components components, Services services, RehearsalCredentials credentials) {
        Map<String, Relay> relays = components.relays();
        List<String> lines = new ArrayList<>(List.of(
                "BASE=" + base,
                "COMPOSE_PROJECT_NAME=openim-rehearsal-"
                        + ProcessHandle.current().pid(),
                "DOORKEEPER=" + DockerBridge.address().getHostAddress() + ":" + doorkeeper,
                "MINIO_EXTERNAL_ADDRESS=" + components.addresses().minio(),
                "MINIO_ACCESS_KEY_ID=" + credentials.minioAccessKey(),
                "MINIO_SECRET_ACCESS_KEY=" + credentials.minioSecretKey(),
                "OPENIM_SECRET=" + credentials.secret(),
                "REDIS_PASSWORD=" + credentials.redisPassword(),
                "OPENIM_MSG_GATEWAY_PORT=" + services.gateway().getPort(),
                "OPENIM_API_PORT=" + services.api().getPort(),
                "CHAT_API_PORT=" + services.chatApi().getPort(),
                "ADMIN_API_PORT=" + services.adminApi().getPort()));
        services.botApi().ifPresent(bot -> lines.add("BOT_API_PORT=" + bot.getPort()));
        relays.forEach((name, relay) -> lines.add(name.toUpperCase(java.util.Locale.ROOT) + "_PORT=" + relay.port()));
        return String.join("\n", lines) + "\n";
    }

    /** The port of a part inside its container. */
    static int portInContainer(String part) {
        return Objects.requireNonNull(PORTS.get(part), part);
    }

    Path directory() {
        return directory;
    }

    /** Builds the image, and starts all containers. */
    void up() {
        compose("build", "mongo");
        compose("up", "-d", "--pull", "never");
    }

    /** Removes containers, network and image. */
    @Override
    public void close() {
        compose("down", "--timeout", "0", "--rmi", "all", "--volumes");
    }

    private void compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(List.of(arguments));
        try {
            Process docker = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (docker.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no docker here", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
