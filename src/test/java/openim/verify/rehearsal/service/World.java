package openim.verify.rehearsal.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.Store;
import openim.verify.rehearsal.component.Components;

/** Components and services, started for tests, and people who use them. */
final class World implements AutoCloseable {

    /** Where nobody listens; ChatServers of releases have no bots. */
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    final RehearsalCredentials credentials = RehearsalCredentials.random();
    final Lies lies = new Lies();
    final Components components;
    final Services services;
    final Rest api;
    final Rest chat;
    final Rest admin;
    final Rest bot;

    private final Path directory;
    private String adminToken;

    private World(ServiceOptions options) {
        try {
            directory = Files.createTempDirectory("openim-services");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        components = Components.start(directory, credentials, lies);
        services = Services.start(components.addresses(), credentials, lies, options);
        api = new Rest(services.api());
        chat = new Rest(services.chatApi());
        admin = new Rest(services.adminApi());
        bot = new Rest(services.botApi().orElse(NOBODY));
        adminToken = freshAdminToken();
    }

    static World start(ServiceOptions options) {
        return new World(options);
    }

    RehearsalPart part(String name) {
        return Stream.concat(components.parts().stream(), services.part(name).stream())
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    String adminToken() {
        return adminToken;
    }

    /** All tokens have died: takes a new one. */
    void startAnew() {
        adminToken = freshAdminToken();
    }

    String freshAdminToken() {
        return api.post("/auth/get_admin_token", "", Map.of("secret", credentials.secret(), "userID", "imAdmin"))
                .mustBeOk()
                .path("token")
                .asText();
    }

    /** Registers somebody whom nobody knows yet. */
    Person newPerson(String name) {
        String id = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        api.post("/user/user_register", adminToken, Map.of("users", new Object[] {
                    Map.of("userID", id, "nickname", name, "faceURL", "")
                }))
                .mustBeOk();
        return new Person(this, id);
    }

    Store store(String name) {
        return components.stores().stream()
                .filter(store -> store.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        services.close();
        components.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
