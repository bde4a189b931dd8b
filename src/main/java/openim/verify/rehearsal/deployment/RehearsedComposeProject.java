package openim.verify.rehearsal.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.component.RelayAddresses;
import openim.verify.rehearsal.docker.Container;
import openim.verify.rehearsal.service.Services;

/**
 * The compose project that an operator of a docker deployment works in: openim-docker's names, and its ports where it
 * publishes them.
 *
 * @param directory where it lies
 * @param containers one for each of its services
 */
record RehearsedComposeProject(Path directory, List<Container> containers) {

    private static final String FILE = """
            # A rehearsed openim-docker.
            services:
              mongo: { image: "openim/mongo:rehearsal", container_name: mongo }
              redis: { image: "openim/redis:rehearsal", container_name: redis }
              kafka: { image: "openim/kafka:rehearsal", container_name: kafka }
              etcd:
                image: "openim/etcd:rehearsal"
                container_name: etcd
                ports: [ "127.0.0.1:${ETCD_PORT}:2379" ]
              minio:
                image: "openim/minio:rehearsal"
                container_name: minio
                ports: [ "127.0.0.1:${MINIO_PORT}:9000" ]
              openim-server:
                image: "${OPENIM_SERVER_IMAGE}"
                container_name: openim-server
                ports: [ "127.0.0.1:${OPENIM_MSG_GATEWAY_PORT}:10001", "127.0.0.1:${OPENIM_API_PORT}:10002" ]
                environment:
                  - IMENV_SHARE_SECRET=${OPENIM_SECRET}
                  - IMENV_MONGODB_ADDRESS=mongo:27017
                  - IMENV_REDIS_ADDRESS=redis:6379
                  - IMENV_KAFKA_ADDRESS=kafka:9094
                  - IMENV_DISCOVERY_ETCD_ADDRESS=etcd:2379
                  - IMENV_MINIO_INTERNALADDRESS=minio:9000
                  - IMENV_MINIO_EXTERNALADDRESS=${MINIO_EXTERNAL_ADDRESS}
                  - IMENV_MINIO_ACCESSKEYID=${MINIO_ACCESS_KEY_ID}
                  - IMENV_MINIO_SECRETACCESSKEY=${MINIO_SECRET_ACCESS_KEY}
              openim-chat:
                image: "${OPENIM_CHAT_IMAGE}"
                container_name: openim-chat
                ports:
                  - "127.0.0.1:${CHAT_API_PORT}:10008"
                  - "127.0.0.1:${ADMIN_API_PORT}:10009"
                  %s
                environment:
                  - CHATENV_SHARE_OPENIM_SECRET=${OPENIM_SECRET}
                  - CHATENV_SHARE_OPENIM_APIURL=http://openim-server:10002
            """;

    /** Writes it into this directory. */
    static RehearsedComposeProject write(
            Path directory,
            RelayAddresses components,
            Services services,
            RunningParts residents,
            RehearsalCredentials credentials) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("docker-compose.yaml"), file(services.edition()));
            Files.writeString(directory.resolve(".env"), env(components, services, credentials));
        } catch (IOException e) {
            throw new UncheckedIOException("the compose project " + directory + " cannot be written", e);
        }
        return new RehearsedComposeProject(directory, containers(components, services, residents));
    }

    private static String file(Edition edition) {
        return FILE.replace("%s", edition.hasBots() ? "- \"127.0.0.1:${BOT_API_PORT}:10010\"" : "");
    }

    private static String env(RelayAddresses components, Services services, RehearsalCredentials credentials) {
        return """
                ETCD_PORT=%d
                MINIO_PORT=%d
                MINIO_EXTERNAL_ADDRESS=%s
                MINIO_ACCESS_KEY_ID=%s
                MINIO_SECRET_ACCESS_KEY=%s
                OPENIM_SECRET=%s
                OPENIM_MSG_GATEWAY_PORT=%d
                OPENIM_API_PORT=%d
                CHAT_API_PORT=%d
                ADMIN_API_PORT=%d
                OPENIM_SERVER_IMAGE=openim/openim-server:%s
                OPENIM_CHAT_IMAGE=openim/openim-chat:%s
                """.formatted(
                                components.etcd().getPort(),
                                components.minio().getPort(),
                                components.minio(),
                                credentials.minioAccessKey(),
                                credentials.minioSecretKey(),
                                credentials.secret(),
                                services.gateway().getPort(),
                                services.api().getPort(),
                                services.chatApi().getPort(),
                                services.adminApi().getPort(),
                                services.edition().serverImageTag(),
                                services.edition().chatVersion())
                + services.botApi()
                        .map(bot -> "BOT_API_PORT=" + bot.getPort() + "\n")
                        .orElse("");
    }

    private static List<Container> containers(RelayAddresses components, Services services, RunningParts residents) {
        Stream<Container> alone =
                residents.components().stream().map(part -> component(part, published(part.name(), components)));
        Stream<Container> allInOne = Stream.of(
                Container.livingOn(
                        "openim-server",
                        residents.services().stream()
                                .filter(Checkouts::isOfOpenImServer)
                                .toList(),
                        Map.of(10_001, port(services.gateway()), 10_002, port(services.api()))),
                Container.livingOn(
                        "openim-chat",
                        residents.services().stream()
                                .filter((RehearsalPart part) -> !Checkouts.isOfOpenImServer(part))
                                .toList(),
                        chatPorts(services)));
        return Stream.concat(alone, allInOne).toList();
    }

    /** openim-docker's mongo and etcd run their server beside a shell that then does {@code tail -f /dev/null}. */
    private static Container component(RehearsalPart part, Map<Integer, Integer> published) {
        return part.name().equals("mongo") || part.name().equals("etcd")
                ? Container.livingOn(part.name(), List.of(part), published)
                : new Container(part.name(), List.of(part), published);
    }

    private static Map<Integer, Integer> published(String component, RelayAddresses components) {
        return switch (component) {
            case "etcd" -> Map.of(2_379, port(components.etcd()));
            case "minio" -> Map.of(9_000, port(components.minio()));
            default -> Map.of();
        };
    }

    private static Map<Integer, Integer> chatPorts(Services services) {
        Map<Integer, Integer> ports =
                new HashMap<>(Map.of(10_008, port(services.chatApi()), 10_009, port(services.adminApi())));
        services.botApi().ifPresent(bot -> ports.put(10_010, port(bot)));
        return ports;
    }

    private static int port(URI address) {
        return address.getPort();
    }
}
