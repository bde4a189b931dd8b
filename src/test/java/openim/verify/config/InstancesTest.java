package openim.verify.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.config.deployment.Registrants;
import openim.verify.config.setting.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a server that is there several times, each is known by itself. */
class InstancesTest {

    @TempDir
    Path directory;

    @Test
    void eachPortOfAListIsOne() throws IOException {
        Endpoints endpoints =
                checkout("[ 10002, 10012, 10022 ]", "[ 10001, 10011 ]", "").endpoints();

        assertThat(endpoints.api()).hasToString("http://127.0.0.1:10002");
        assertThat(endpoints.apis().urls())
                .containsExactly(
                        URI.create("http://127.0.0.1:10002"),
                        URI.create("http://127.0.0.1:10012"),
                        URI.create("http://127.0.0.1:10022"));
        assertThat(endpoints.gateways().urls())
                .containsExactly(URI.create("ws://127.0.0.1:10001"), URI.create("ws://127.0.0.1:10011"));
        assertThat(endpoints.gateways().more()).isEmpty();
    }

    @Test
    void portsBeyondTheNumberOfProcessesAreNobodys() throws IOException {
        Endpoints endpoints = checkout(
                        "[ 10002, 10012 ]",
                        "[ 10001, 10011, 10021 ]",
                        "serviceBinaries: { openim-api: 1, openim-msggateway: 2 }")
                .endpoints();

        assertThat(endpoints.apis().urls()).containsExactly(URI.create("http://127.0.0.1:10002"));
        assertThat(endpoints.gateways().urls())
                .containsExactly(URI.create("ws://127.0.0.1:10001"), URI.create("ws://127.0.0.1:10011"));
    }

    @Test
    void theFilesSayHowManyOfAServiceRegisterAndWhereTheyDo() throws IOException {
        Path config = files("[ 10002 ]", "[ 10001 ]", "serviceBinaries: { openim-push: 2, openim-rpc-user: 1 }")
                .resolve("config");
        Files.writeString(
                config.resolve("share.yml"),
                "secret: secret\nrpcRegisterName: { push: push-rpc-service, user: user-rpc-service, msg: msg }\n");
        Files.writeString(
                config.resolve("openim-push.yml"),
                "rpc: { registerIP: 10.0.0.5, autoSetPorts: false, ports: [ 10170, 10171, 10172 ] }\n");
        Files.writeString(
                config.resolve("openim-rpc-user.yml"),
                "rpc: { registerIP: 10.0.0.5, autoSetPorts: true, ports: [ 10320 ] }\n");

        Settings settings = load(Map.of("openim.server.dir", config.getParent().toString()));

        assertThat(settings.own().registrants())
                .containsOnly(
                        Map.entry("push-rpc-service", new Registrants(2, List.of("10.0.0.5:10170", "10.0.0.5:10171"))),
                        Map.entry("user-rpc-service", new Registrants(1, List.of())));
    }

    @Test
    void fewerPortsThanProcessesAreAFaultOfTheFiles() throws IOException {
        Settings settings =
                checkout("[ 10002 ]", "[ 10001, 10011 ]", "serviceBinaries: { openim-api: 1, openim-msggateway: 3 }");

        assertThat(settings.own().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence())
                        .contains("starts openim-msggateway 3 times")
                        .contains("longConnSvr.ports")
                        .contains("has 2 ports"));
        assertThat(settings.endpoints().gateways().urls()).hasSize(2);
    }

    @Test
    void whoeverNamesThemNamesTheFirstForAll() throws IOException {
        Endpoints endpoints = load(Map.of(
                        "openim.api.urls", "http://10.0.0.5:10002, http://10.0.0.6:10002",
                        "openim.gateway.urls", "ws://10.0.0.5:10001,ws://10.0.0.6:10001",
                        "openim.server.dir", files("[ 20002 ]", "[ 20001 ]", "").toString()))
                .endpoints();

        assertThat(endpoints.api()).hasToString("http://10.0.0.5:10002");
        assertThat(endpoints.gateway()).hasToString("ws://10.0.0.5:10001");
        assertThat(endpoints.apis().areSeveral()).isTrue();
        assertThat(endpoints.gateways().urls()).hasSize(2);
    }

    @Test
    void aProxyThatIsNamedStandsForThoseOfTheFiles() throws IOException {
        Endpoints endpoints = load(Map.of(
                        "openim.api.url",
                        "https://im.example.com/api",
                        "openim.server.dir",
                        files("[ 20002, 20012 ]", "[ 20001 ]", "").toString()))
                .endpoints();

        assertThat(endpoints.api()).hasToString("https://im.example.com/api");
        assertThat(endpoints.apis().urls())
                .containsExactly(URI.create("http://127.0.0.1:20002"), URI.create("http://127.0.0.1:20012"));
    }

    @Test
    void aListWithSomethingElseThanUrlsIsAProblemOfItsOwnKey() {
        assertThatThrownBy(() -> load(Map.of("openim.host", "10.0.0.5", "openim.gateway.urls", "ws://a:1,10011")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("openim.gateway.urls")
                .hasMessageContaining("'10011'");
    }

    @Test
    void ofAComposeProjectThoseThatItPublishesAreKnownAndTheRestIsSaid() throws IOException {
        Path project = Files.createDirectories(directory.resolve("project"));
        Files.writeString(project.resolve("docker-compose.yaml"), """
            services:
              openim-server:
                image: openim/openim-server:v3.8.3
                ports: [ "10001:10001", "10011:10011", "10002:10002" ]
                environment:
                  - IMENV_SHARE_SECRET=secret
                  - IMENV_OPENIM_MSGGATEWAY_LONGCONNSVR_PORTS=10001,10011,10021
                  - IMENV_OPENIM_API_API_PORTS=10002,10012
            """);

        Endpoints endpoints =
                load(Map.of("openim.docker.dir", project.toString())).endpoints();

        assertThat(endpoints.gateways().urls())
                .containsExactly(URI.create("ws://127.0.0.1:10001"), URI.create("ws://127.0.0.1:10011"));
        assertThat(endpoints.gateways().more())
                .hasValueSatisfying(why -> assertThat(why).endsWith("has 3 ports, of which 2 are reached from here"));
        assertThat(endpoints.apis().areSeveral()).isFalse();
        assertThat(endpoints.apis().more())
                .hasValueSatisfying(why -> assertThat(why).endsWith("has 2 ports, of which 1 is reached from here"));
    }

    private Settings checkout(String apiPorts, String gatewayPorts, String startConfig) throws IOException {
        return load(Map.of(
                "openim.server.dir", files(apiPorts, gatewayPorts, startConfig).toString()));
    }

    private Path files(String apiPorts, String gatewayPorts, String startConfig) throws IOException {
        Path checkout = directory.resolve("checkout");
        Path config = Files.createDirectories(checkout.resolve("config"));
        Files.writeString(config.resolve("share.yml"), "secret: secret\n");
        Files.writeString(
                config.resolve("openim-api.yml"), "api: { listenIP: 0.0.0.0, ports: %s }\n".formatted(apiPorts));
        Files.writeString(
                config.resolve("openim-msggateway.yml"),
                "listenIP: 0.0.0.0\nlongConnSvr: { ports: %s }\n".formatted(gatewayPorts));
        if (!startConfig.isEmpty()) {
            Files.writeString(checkout.resolve("start-config.yml"), startConfig);
        }
        return checkout;
    }

    private Settings load(Map<String, String> given) {
        return SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(new HashMap<>(given))
                .withEnvironment(Map.of("OPENIM_SECRET", "secret")));
    }
}
