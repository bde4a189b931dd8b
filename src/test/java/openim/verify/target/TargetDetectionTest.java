package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import openim.verify.ClosedPort;
import openim.verify.client.docker.Docker;
import openim.verify.config.Presence;
import openim.verify.host.FakeTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetDetectionTest {

    @TempDir
    Path directory;

    private Docker noDocker() {
        return new Docker(directory.resolve("no-docker"));
    }

    private Surroundings look(Docker docker, List<Integer> ports) {
        return new TargetDetection(ports, docker).look(settings());
    }

    private Presence settings(String... namedBy) {
        return new Presence(Optional.empty(), List.of(namedBy), List.of(), List.of(), directory);
    }

    @Test
    void aHostWithoutAnythingIsBare() throws IOException {
        assertThat(look(noDocker(), List.of(ClosedPort.number())).sentences()).isEmpty();
    }

    @Test
    void aListenerIsFoundAndAClosedPortIsNot() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Surroundings found = look(noDocker(), List.of(ClosedPort.number(), listener.getLocalPort()));

            assertThat(found.ports()).containsExactly(listener.getLocalPort());
        }
    }

    @Test
    void earlierLiveRunsAreFoundAndRehearsalsAreNone() throws IOException {
        Path deployments = Files.createDirectory(directory.resolve("deployments"));
        Files.writeString(deployments.resolve("im.example.json"), "{\"rehearsal\":false}");
        Files.writeString(deployments.resolve("unreadable.json"), "{");
        Files.writeString(deployments.resolve("played.json"), "{\"rehearsal\":true}");

        assertThat(look(noDocker(), List.of()).earlierRuns()).containsExactly("im.example", "unreadable");
    }

    @Test
    void onlyContainersOfOpenimCount() throws IOException {
        Path docker = FakeTool.saying(directory, "docker", """
                {"Names":"postgres","Image":"postgres:16","State":"running","Status":"Up"}
                {"Names":"im","Image":"ghcr.io/OpenIM/server","State":"exited","Status":"Exited (0) now"}
                """, 0);

        Surroundings found = look(new Docker(docker), List.of());

        assertThat(found.containers()).containsExactly("im (exited)");
    }

    @Test
    void aDaemonThatDoesNotRunHasNoContainersAndOneThatRefusesUsMayHave() throws IOException {
        Path noDaemon = FakeTool.in(directory, "no-daemon", "echo 'Cannot connect to the Docker daemon' >&2; exit 1");
        Path denied = FakeTool.in(directory, "denied", "echo 'permission denied' >&2; exit 1");

        assertThat(look(new Docker(noDaemon), List.of()).sentences()).isEmpty();
        assertThat(look(new Docker(denied), List.of()).sentences()).hasSize(1);
    }

    @Test
    void nothingIsContactedOnceTheSettingsDecide() throws IOException {
        Path docker = FakeTool.in(directory, "docker", "touch '" + directory.resolve("asked") + "'");
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Surroundings found = new TargetDetection(List.of(listener.getLocalPort()), new Docker(docker))
                    .look(settings("openim.host"));

            assertThat(found.ports()).isEmpty();
            assertThat(directory.resolve("asked")).doesNotExist();
        }
    }
}
