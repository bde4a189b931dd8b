package openim.verify.rehearsal.deployment;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.component.Components;
import openim.verify.rehearsal.component.RelayAddresses;
import openim.verify.rehearsal.mage.MageCheckout;
import openim.verify.rehearsal.mage.Prerequisite;
import openim.verify.rehearsal.service.Services;

/** The two directories that an operator of this deployment works in. */
record Checkouts(MageCheckout openImServer, MageCheckout chatServer) {

    private static final String OPENIM_SERVER = "open-im-server";
    private static final String CHAT_SERVER = "chat";

    /** Under which names OpenIMServer's processes run; all others are ChatServer's. */
    private static final String OF_OPENIM_SERVER = "openim-";

    /**
     * Writes both under {@code parent}.
     *
     * @param processes those of both
     */
    static Checkouts write(
            Path parent,
            Components components,
            Services services,
            List<RehearsalPart> processes,
            RehearsalCredentials credentials) {
        return new Checkouts(
                openImServer(parent.resolve(OPENIM_SERVER), components, services, processes, credentials),
                chatServer(parent.resolve(CHAT_SERVER), components, services, processes, credentials));
    }

    /** Where the executable of a process lies in its checkout. */
    static Path executable(Path parent, RehearsalPart process) {
        return directory(parent, process)
                .resolve(CheckoutFiles.EXECUTABLES)
                .resolve(process.name().replaceFirst("#\\d+$", ""));
    }

    /** The checkout that a process runs out of. */
    static Path directory(Path parent, RehearsalPart process) {
        return parent.resolve(isOfOpenImServer(process) ? OPENIM_SERVER : CHAT_SERVER);
    }

    static boolean isOfOpenImServer(RehearsalPart process) {
        return process.name().startsWith(OF_OPENIM_SERVER);
    }

    Path server() {
        return openImServer.directory();
    }

    Path chat() {
        return chatServer.directory();
    }

    List<MageCheckout> forMage() {
        return List.of(openImServer, chatServer);
    }

    private static MageCheckout openImServer(
            Path directory,
            Components components,
            Services services,
            List<RehearsalPart> processes,
            RehearsalCredentials credentials) {
        int api = services.api().getPort();
        int gateway = services.gateway().getPort();
        ServerCheckout files = new ServerCheckout(
                services.edition(), components.addresses(), credentials, services.apis(), services.gateways());
        CheckoutFiles.write(
                directory,
                services.edition().serverVersion(),
                ServerCheckout.startConfig(services.strength()),
                files.config());
        return new MageCheckout(
                directory,
                processes.stream().filter(Checkouts::isOfOpenImServer).toList(),
                Map.of("openim-api", api, "openim-msggateway", gateway),
                Stream.of("Mongo", "Redis", "Kafka", "MinIO", "Etcd")
                        .map(name -> prerequisite(name, components))
                        .toList());
    }

    private static MageCheckout chatServer(
            Path directory,
            Components components,
            Services services,
            List<RehearsalPart> processes,
            RehearsalCredentials credentials) {
        RelayAddresses addresses = components.addresses();
        int chat = services.chatApi().getPort();
        int admin = services.adminApi().getPort();
        Optional<Integer> bot = services.botApi().map(URI::getPort);
        Edition edition = services.edition();
        Map<String, Integer> ports = new HashMap<>(Map.of("chat-api", chat, "admin-api", admin));
        bot.ifPresent(port -> ports.put("bot-api", port));
        CheckoutFiles.write(
                directory,
                edition.chatVersion(),
                ChatCheckout.startConfig(edition),
                new ChatCheckout(edition, addresses, credentials, services.api().getPort(), chat, admin, bot).config());
        Prerequisite openIm = new Prerequisite("OpenIM", new AdminToken(services.api(), credentials.secret()));
        return new MageCheckout(
                directory,
                processes.stream().filter(process -> !isOfOpenImServer(process)).toList(),
                ports,
                Stream.concat(
                                Stream.of("Mongo", "Redis", "Etcd").map(name -> prerequisite(name, components)),
                                Stream.of(openIm))
                        .toList());
    }

    /** A component by the name that check-component gives it. */
    private static Prerequisite prerequisite(String name, Components components) {
        return components.parts().stream()
                .filter(part -> part.name().equalsIgnoreCase(name))
                .map(part -> Prerequisite.running(name, part))
                .findFirst()
                .orElseThrow();
    }
}
