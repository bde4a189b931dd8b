package openim.verify.client.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Reachability;
import openim.verify.host.FakeTool;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a name of containers leads; this machine's loopback stands for the bridge and for the container behind it. */
class ContainerNamesTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

    @TempDir
    Path directory;

    private Map<String, String> environment = Map.of("DOCKER_HOST", "unix:///var/run/docker.sock");

    @BeforeEach
    void aContainerThatRuns() throws IOException {
        state("running", 0);
        network("127.0.0.1", "127.0.0.7");
        FakeTool.in(directory, "docker", """
                case "$1" in
                compose) cat '%1$s/rows' ;;
                inspect) cat '%1$s/facts' ;;
                context) echo ssh://elsewhere ;;
                esac
                """.formatted(directory));
    }

    @Test
    void itLeadsToTheContainersOwnAddressAndOtherNamesAreTheSystems() throws Exception {
        assertThat(names().addressOf("mongo", LONG)).contains(InetAddress.getByName("127.0.0.7"));
        assertThat(names().addressOf("localhost", LONG)).isEmpty();
        assertThat(names().addressesOf("localhost", LONG)).isNotEmpty();
    }

    @Test
    void aContainerThatWasStartedAnewIsFoundWhereItIsNow() throws Exception {
        ContainerNames names = names();
        names.addressOf("mongo", LONG);

        network("127.0.0.1", "127.0.0.9");

        assertThat(names.addressOf("mongo", LONG)).contains(InetAddress.getByName("127.0.0.9"));
    }

    @Test
    void whatWasSeenCountsForAWhileUnlessNobodyIsFoundThere() throws Exception {
        ContainerNames names = names(Duration.ofHours(1));
        names.addressOf("mongo", LONG);
        network("127.0.0.1", "127.0.0.9");

        assertThat(names.addressOf("mongo", LONG)).contains(InetAddress.getByName("127.0.0.7"));
        names.forget("localhost");
        assertThat(names.addressOf("mongo", LONG)).contains(InetAddress.getByName("127.0.0.7"));
        names.forget("mongo");
        assertThat(names.addressOf("mongo", LONG)).contains(InetAddress.getByName("127.0.0.9"));
    }

    @Test
    void thatAContainerDoesNotRunIsNeverKeptInMind() throws Exception {
        ContainerNames names = names(Duration.ofHours(1));
        state("restarting", 1);
        assertThatExceptionOfType(NotConnected.class).isThrownBy(() -> names.addressOf("mongo", LONG));

        state("running", 0);

        assertThat(names.addressOf("mongo", LONG)).isPresent();
    }

    @Test
    void whoCannotWaitForDockerDoesNotAndWhoComesAfterIsToldAll() throws Exception {
        ContainerNames names = names(Duration.ofHours(1));
        Path go = directory.resolve("go");
        FakeTool.in(directory, "docker", """
                until [ -e '%1$s/go' ]; do sleep 0.05; done
                case "$1" in
                compose) cat '%1$s/rows' ;;
                inspect) cat '%1$s/facts' ;;
                esac
                """.formatted(directory));

        assertThatExceptionOfType(NotConnected.class)
                .isThrownBy(() -> names.addressOf("mongo", Deadline.in(Duration.ofMillis(50))))
                .matches(Reachability::isUnknownName)
                .withMessageContaining("docker did not say within 50 ms where its container is");
        Files.createFile(go);
        names.prepare();
        Files.delete(directory.resolve("docker"));

        assertThat(names.addressOf("mongo", LONG)).isPresent();
    }

    @Test
    void aPausedContainerHasItsAddress() throws Exception {
        state("paused", 0);

        assertThat(names().addressOf("mongo", LONG)).isPresent();
    }

    @Test
    void aContainerThatDoesNotRunIsNoMatterOfTheWayThere() throws IOException {
        state("exited", 137);
        network("", "");

        notFound().matches(dead -> !Reachability.isUnknownName(dead)).withMessageContaining("mongodb: exited with 137");
    }

    @Test
    void anAddressBehindNoBridgeOfThisMachineMayBeSomebodyElses() throws IOException {
        network("192.0.2.99", "127.0.0.7");
        cannotBeTold("127.0.0.7, is in no network of this machine, as with Docker Desktop, or Docker without root");

        network("", "127.0.0.7");
        cannotBeTold("is in no network of this machine");
    }

    @Test
    void anAddressThatDoesNotAnswerSaysNothingOfWhoIsThere() throws IOException {
        network("127.0.0.1", "192.0.2.77");

        cannotBeTold(
                "docker-compose.yaml does not publish what is needed of mongo; its container's address, 192.0.2.77,");
    }

    @Test
    void theContainersOfADaemonElsewhereAreNotHere() {
        environment = Map.of();

        cannotBeTold("is not on this machine, but where ssh://elsewhere leads");
    }

    @Test
    void withoutAContainerItsAddressOrDockerNothingCanBeTold() throws IOException {
        network("", "");
        cannotBeTold("its container has no address of its own");

        Files.writeString(directory.resolve("rows"), "");
        cannotBeTold("has no container of mongodb here");

        Files.writeString(directory.resolve("rows"), "what?");
        cannotBeTold("gave no answer that can be read");

        Files.delete(directory.resolve("docker"));
        cannotBeTold("docker was not found here");
    }

    private ContainerNames names() {
        return names(Duration.ZERO);
    }

    private ContainerNames names(Duration fresh) {
        return new ContainerNames(
                new Docker(directory.resolve("docker")),
                directory,
                Map.of("mongo", "mongodb"),
                "docker-compose.yaml",
                environment,
                Duration.ofMinutes(1),
                fresh);
    }

    private void cannotBeTold(String why) {
        notFound().matches(Reachability::isUnknownName).withMessageContaining(why);
    }

    private ThrowableAssertAlternative<NotConnected> notFound() {
        return assertThatExceptionOfType(NotConnected.class)
                .isThrownBy(() -> Optional.of(names().addressOf("mongo", LONG)));
    }

    private void state(String state, int exit) throws IOException {
        Files.writeString(directory.resolve("rows"), """
                {"Name":"mongo","Service":"mongodb","State":"%s","Health":"","ExitCode":%d}
                """.formatted(state, exit));
    }

    private void network(String gateway, String address) throws IOException {
        Files.writeString(directory.resolve("facts"), """
                [{"Id":"f00d","Name":"/mongo","State":{"Running":true},"NetworkSettings":{"Networks":{
                  "openim":{"NetworkID":"abcdef123456789","Gateway":"%s","IPAddress":"%s"}}}}]
                """.formatted(gateway, address));
    }
}
