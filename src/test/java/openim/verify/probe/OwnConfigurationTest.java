package openim.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployment's own files, and what they say is to be called. */
class OwnConfigurationTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void theLeastThatAnOpenImServerStartsWith() throws IOException {
        write("open-im-server", "share.yml", "secret: right\n");
        write("open-im-server", "openim-api.yml", "api: { ports: [ 10002 ] }\n");
        write("open-im-server", "openim-msggateway.yml", "longConnSvr: { ports: [ 10001 ] }\n");
    }

    private void write(String root, String name, String content) throws IOException {
        Files.writeString(
                Files.createDirectories(directory.resolve(root).resolve("config"))
                        .resolve(name),
                content);
    }

    private Settings settings(String... directories) {
        Map<String, String> given = new HashMap<>();
        given.put("openim.server.dir", directory.resolve("open-im-server").toString());
        if (directories.length > 0) {
            given.put("openim.chat.dir", directory.resolve(directories[0]).toString());
        }
        return SettingsLoader.load(Inputs.in(directory).withCommandLine(given));
    }

    private String webhooks() {
        return OwnConfiguration.webhooksMustBeListenedFor(settings(), Deadline.in(Duration.ofSeconds(20)));
    }

    @Test
    void filesThatFitAreWell() {
        assertThat(OwnConfiguration.mustBeConsistent(settings())).contains("open-im-server");
    }

    @Test
    @DisplayName("field case A7: another secret in ChatServer's files is red")
    void anotherSecretIsRed() throws IOException {
        write("chat", "share.yml", "openIM: { secret: wrong-one, apiURL: 'http://127.0.0.1:10002' }\n");
        write("chat", "chat-api-chat.yml", "api: { ports: [ 10008 ] }\n");
        write("chat", "chat-api-admin.yml", "api: { ports: [ 10009 ] }\n");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> OwnConfiguration.mustBeConsistent(settings("chat")))
                .withMessageContaining("chat/config/share.yml")
                .withMessageContaining("write that one here")
                .withMessageNotContaining("wrong-one")
                .satisfies(broken ->
                        assertThat(broken.evidence()).contains(Evidence.of(Evidence.AILMENT, "misconfigured")));
    }

    @Test
    @DisplayName("field case A9: a password that OpenIM cannot put into its connection string is red")
    void passwordThatBreaksTheConnectionStringIsRed() throws IOException {
        write(
                "open-im-server",
                "mongodb.yml",
                "address: [127.0.0.1:37017]\nusername: openIM\npassword: 'p@ss/w#rd:1'\ndatabase: openim_v3\n");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> OwnConfiguration.mustBeConsistent(settings()))
                .withMessageContaining("mongodb.yml")
                .withMessageContaining("connection string")
                .withMessageNotContaining("p@ss");
    }

    @Test
    void withoutFilesNobodyKnows() {
        Settings elsewhere = SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(Map.of("openim.host", "192.0.2.7"))
                .withEnvironment(Map.of("OPENIM_SECRET", "right")));

        assertThatExceptionOfType(NotLookedAt.class).isThrownBy(() -> OwnConfiguration.mustBeConsistent(elsewhere));
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() ->
                        OwnConfiguration.webhooksMustBeListenedFor(elsewhere, Deadline.in(Duration.ofSeconds(20))));
        assertThatExceptionOfType(NotLookedAt.class).isThrownBy(() -> SpareResources.mustBeLeft(elsewhere));
    }

    @Test
    @DisplayName("field case B5: an enabled webhook where nobody listens is red, with its URL and key")
    void webhookWhereNobodyListensIsRed() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            write("open-im-server", "webhooks.yml", """
                    url: http://127.0.0.1:%d/callback?token=hush
                    beforeSendSingleMsg: { enable: true, failedContinue: false }
                    afterSendSingleMsg: { enable: false }
                    """.formatted(port));
            assertThat(webhooks()).contains("beforeSendSingleMsg", "http://127.0.0.1:" + port);
        }

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(this::webhooks)
                .withMessageStartingWith("the webhook beforeSendSingleMsg of ")
                .withMessageContaining("webhooks.yml at http://127.0.0.1:" + port + ": nobody answers there")
                .withMessageNotContaining("hush")
                .satisfies(broken -> assertThat(broken.evidence())
                        .contains(
                                Evidence.of(Evidence.AILMENT, "elsewhere"), Evidence.of(Evidence.FAILURE, "refused")));
    }

    @Test
    void whereNoWebhookIsEnabledThereIsNone() throws IOException {
        assertThatExceptionOfType(Absent.class).isThrownBy(this::webhooks);
        write("open-im-server", "webhooks.yml", "url: http://127.0.0.1:1\nbeforeSendSingleMsg: { enable: false }\n");
        assertThatExceptionOfType(Absent.class).isThrownBy(this::webhooks);
    }

    @Test
    void roomIsLeftWhereThereIsSome() {
        assertThat(SpareResources.mustBeLeft(settings()))
                .contains("the disk of ")
                .contains("% full");
    }
}
