package openim.verify.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each fix means, word by word. */
class FixTest {

    private static final Start COMPOSE = new Start.ByCompose();

    @Test
    void onlyDeadComponentsAreStartedAndNothingIsMadeAnew() {
        assertThat(typed(Fix.StartComponents.of(Part.REDIS, Part.MONGO), source()))
                .containsExactly("docker compose up -d --no-recreate --no-deps mongodb redis");
        assertThat(typed(Fix.StartComponents.of(Part.REDIS, Part.MONGO), docker()))
                .containsExactly("docker compose up -d --no-recreate --no-deps mongo redis");
    }

    @Test
    void componentWithoutAContainerIsStartedAsTheSettingsSay() {
        Site site = source(Map.of(
                Part.REDIS,
                Start.ByCommand.starting(List.of("systemctl", "start", "redis server")),
                Part.MONGO,
                COMPOSE,
                Part.ETCD,
                new Start.ByPerson("is in the cloud")));

        assertThat(typed(Fix.StartComponents.of(Part.MONGO, Part.REDIS, Part.ETCD), site))
                .containsExactly(
                        "docker compose up -d --no-recreate --no-deps mongodb",
                        "setsid systemctl start 'redis server' < /dev/null > systemctl-start.log 2>&1");
    }

    @Test
    void serverIsRestartedInTheLongForm() {
        List<CommandLine> commands = new Fix.RestartServer(Server.OPENIM).commands(source());

        assertThat(commands)
                .extracting(CommandLine::arguments)
                .containsExactly(
                        List.of("mage", "check"),
                        List.of("mage", "stop"),
                        List.of("mage", "start"),
                        List.of("mage", "check"));
        assertThat(commands).extracting(CommandLine::detached).containsExactly(false, false, true, false);
        assertThat(commands)
                .allSatisfy(command -> assertThat(command.directory()).contains(Path.of("/opt/open-im-server")));
        assertThat(new Fix.RestartServer(Server.CHAT).commands(source()).get(0).directory())
                .contains(Path.of("/opt/chat"));
    }

    @Test
    void containerIsRestartedAndTheCommandIsMarkedOurs() {
        assertThat(typed(new Fix.RestartServer(Server.OPENIM), docker()))
                .containsExactly("docker compose restart openim-server");
        assertThat(typed(new Fix.RestartServer(Server.CHAT), docker()))
                .containsExactly("docker compose restart openim-chat");
        assertThat(new Fix.RestartServer(Server.CHAT).commands(docker()).get(0).remark())
                .isEqualTo(Fix.OURS);
    }

    @Test
    void whatOutlivesTheStopIsEndedBetweenStopAndStartAndOnlyInThatDirectory() {
        Fix fix = new Fix.KillSurvivor(Server.OPENIM, Set.of(Part.OPENIM_RPC_GROUP));

        assertThat(typed(fix, source()).subList(1, 4))
                .containsExactly(
                        "mage stop",
                        "pkill -KILL -f '^/opt/open-im-server/[^ ]*/openim-rpc-group( |$)'",
                        "setsid mage start < /dev/null > mage-start.log 2>&1");
        assertThat(typed(fix, docker())).containsExactly("docker compose restart openim-server");
    }

    @Test
    void hungComponentIsRestartedOnlyIfItHasAContainer() {
        Fix fix = new Fix.RestartComponent(Part.MONGO);

        assertThat(typed(fix, source())).containsExactly("docker compose restart mongodb");
        assertThat(fix.commands(source(Map.of(Part.MONGO, Start.ByCommand.starting(List.of("start-it"))))))
                .isEmpty();
    }

    @Test
    void onlyWhatEndsSessionsOrIsNotInTheDocumentHasToBeAllowed() {
        assertThat(Fix.StartComponents.of(Part.REDIS).restarts()).isFalse();
        assertThat(new Fix.Observe(Part.ETCD).restarts()).isFalse();
        assertThat(new Fix.RestartServer(Server.CHAT).restarts()).isTrue();
        assertThat(new Fix.RestartServer(Server.CHAT).beyondRunbook()).isFalse();
        assertThat(new Fix.RestartComponent(Part.REDIS).beyondRunbook()).isTrue();
        assertThat(new Fix.KillSurvivor(Server.CHAT, Set.of(Part.CHAT_RPC)).beyondRunbook())
                .isTrue();
    }

    @Test
    void setOfFixesIsClosed() {
        assertThat(Fix.class.isSealed()).isTrue();
        assertThat(Fix.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        Fix.StartComponents.class,
                        Fix.RestartServer.class,
                        Fix.RestartContainer.class,
                        Fix.Unpause.class,
                        Fix.RestartComponent.class,
                        Fix.KillSurvivor.class,
                        Fix.RestartDeployments.class,
                        Fix.DeletePods.class,
                        Fix.Observe.class);
        assertThatThrownBy(() -> Fix.StartComponents.of(Part.OPENIM_PUSH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fix.RestartComponent(Part.CHAT_API)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fix.KillSurvivor(Server.CHAT, Set.of(Part.OPENIM_PUSH)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fix.StartComponents(EnumSet.noneOf(Part.class)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingEverNamesACommandThatDestroys() {
        for (Part part : Part.values()) {
            if (part == Part.PROXY) {
                continue;
            }
            List<Fix> fixes = part.isComponent()
                    ? List.of(Fix.StartComponents.of(part), new Fix.RestartComponent(part), new Fix.Observe(part))
                    : List.of(
                            new Fix.RestartServer(part.server().orElseThrow()),
                            new Fix.KillSurvivor(part.server().orElseThrow(), Set.of(part)));
            for (Site site : List.of(source(), docker())) {
                fixes.forEach(fix -> assertThat(typed(fix, site))
                        .allSatisfy(command -> assertThat(command)
                                .matches("docker compose (up -d --no-recreate --no-deps|restart) [a-z-]+"
                                        + "|mage (check|stop)|setsid mage start .*|pkill -KILL -f .*")));
            }
        }
    }

    private static List<String> typed(Fix fix, Site site) {
        return fix.commands(site).stream().map(CommandLine::typed).toList();
    }

    static Site source() {
        return source(everyComponentByCompose());
    }

    private static Site source(Map<Part, Start> starts) {
        return new Site(
                Installation.SOURCE,
                Optional.of(Path.of("/opt/open-im-server")),
                Optional.of(Path.of("/opt/chat")),
                Optional.empty(),
                "chat.example.com",
                starts);
    }

    private static Site docker() {
        return new Site(
                Installation.DOCKER,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Path.of("/opt/openim-docker")),
                "chat.example.com",
                everyComponentByCompose());
    }

    private static Map<Part, Start> everyComponentByCompose() {
        return Map.of(
                Part.MONGO, COMPOSE, Part.REDIS, COMPOSE, Part.KAFKA, COMPOSE, Part.ETCD, COMPOSE, Part.MINIO, COMPOSE);
    }
}
