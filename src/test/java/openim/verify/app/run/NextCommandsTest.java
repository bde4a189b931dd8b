package openim.verify.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.app.run.Verification.NextCommands;
import openim.verify.config.ProgramCall;
import openim.verify.config.deployment.Directories;
import openim.verify.target.Flavour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NextCommandsTest {

    private static final Directories BOTH = new Directories(
            Optional.of(Path.of("/opt/server")), Optional.of(Path.of("/opt/my chat")), Optional.empty());

    private final NextCommands source =
            new NextCommands(Flavour.SOURCE, BOTH, "im.example.com", Map.of(), ProgramCall.PLAIN);

    @Test
    void aDeadComponentIsStartedAsDocumented() {
        assertThat(source.after("component.mongo", "mongo", "smoke"))
                .isEqualTo("cd /opt/server && docker compose up -d mongodb");
    }

    @Test
    void aComponentWithACommandOfItsOwnIsStartedByThat() {
        var own = new NextCommands(
                Flavour.SOURCE,
                BOTH,
                "im.example.com",
                Map.of("mongo", List.of("systemctl", "start", "mongo d")),
                ProgramCall.PLAIN);

        assertThat(own.after("component.mongo", "mongo", "smoke")).isEqualTo("systemctl start 'mongo d'");
        assertThat(own.after("component.redis", "redis", "smoke")).contains("docker compose up -d redis");
    }

    @Test
    void dataThatIsGoneIsNotBroughtBackByAStart() {
        assertThat(source.after("deployment.identity", "mongo", "smoke"))
                .isEqualTo("cd /opt/server && docker compose ps -a");
    }

    @Test
    void whatBecameOfMessagesIsShownByTheLedger() {
        assertThat(source.after("ledger.kept", "redis", "smoke")).isEqualTo("java -jar openim-verify.jar ledger show");
    }

    @Test
    void whatThisProgramIsToDoNextItDoesToTheSameDeployment() {
        var called = new ProgramCall("openim-verify", List.of("--settings", "/etc/my im.yaml"), List.of());
        var named = new NextCommands(Flavour.SOURCE, BOTH, "im.example.com", Map.of(), called);

        assertThat(named.after("ledger.kept", "redis", "smoke"))
                .isEqualTo("openim-verify --settings '/etc/my im.yaml' ledger show");
    }

    @ParameterizedTest
    @EnumSource(value = Flavour.class, names = "EMBEDDED", mode = EnumSource.Mode.EXCLUDE)
    void whatStandsOutsideIsLookedAtByTheSuiteThatSawIt(Flavour flavour) {
        var commands = new NextCommands(flavour, BOTH, "im.example.com", "im", Map.of(), ProgramCall.PLAIN);

        assertThat(commands.after("public.large-frame", "proxy", "full")).isEqualTo("java -jar openim-verify.jar full");
        assertThat(commands.after("host.room", "host", "smoke")).isEqualTo("java -jar openim-verify.jar smoke");
    }

    @Test
    void aServerIsLookedAtBeforeAnythingElse() {
        assertThat(source.after("probe.api", "openim-api", "smoke")).isEqualTo("cd /opt/server && mage check");
        assertThat(source.after("probe.chat", "chat-api", "smoke")).isEqualTo("cd '/opt/my chat' && mage check");
    }

    @Test
    void whatIsNotOnThisHostIsToldByWayOfSsh() {
        var remote = new NextCommands(
                Flavour.REMOTE,
                new Directories(Optional.empty(), Optional.empty(), Optional.empty()),
                "im.example.com",
                Map.of(),
                ProgramCall.PLAIN);

        assertThat(remote.after("component.redis", "redis", "smoke"))
                .isEqualTo("ssh im.example.com 'cd open-im-server && docker compose up -d redis'");
    }
}
