package openim.verify.recovery.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.recovery.act.Runner.ClosedSet;
import openim.verify.runbook.CommandLine;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing runs that is not in the runbook. */
class ClosedSetTest {

    private static final Path SERVER = Path.of("/opt/open-im-server");
    private static final Path CHAT = Path.of("/opt/chat");
    private static final Path DOCKER = Path.of("/opt/openim-docker");

    private static final Site SOURCE = site(Installation.SOURCE);
    private static final Site COMPOSE = site(Installation.DOCKER);

    private static Site site(Installation installation) {
        Map<Part, Start> starts = new EnumMap<>(Part.class);
        Stream.of(Part.values()).filter(Part::isComponent).forEach(part -> starts.put(part, new Start.ByCompose()));
        starts.put(
                Part.KAFKA, new Start.ByCommand(List.of("/opt/kafka/start", "-daemon"), List.of("/opt/kafka/again")));
        boolean source = installation == Installation.SOURCE;
        return new Site(
                installation,
                source ? Optional.of(SERVER) : Optional.empty(),
                source ? Optional.of(CHAT) : Optional.empty(),
                source ? Optional.empty() : Optional.of(DOCKER),
                "127.0.0.1",
                starts);
    }

    static Stream<Fix> fixes() {
        return Stream.of(
                new Fix.StartComponents(Set.of(Part.MONGO, Part.REDIS, Part.KAFKA, Part.ETCD, Part.MINIO)),
                new Fix.RestartServer(Server.OPENIM),
                new Fix.RestartServer(Server.CHAT),
                new Fix.RestartComponent(Part.REDIS),
                new Fix.RestartContainer(Part.MONGO),
                new Fix.Unpause(Part.MONGO),
                new Fix.RestartComponent(Part.KAFKA));
    }

    @ParameterizedTest
    @MethodSource("fixes")
    void everyCommandOfEveryFixMayBeRun(Fix fix) {
        for (Site site : List.of(SOURCE, COMPOSE)) {
            assertThat(fix.commands(site)).isNotEmpty();
            for (CommandLine command : fix.commands(site)) {
                assertThat(new ClosedSet(site)
                                .permits(new ToolCall(command.directory().orElseThrow(), command.arguments())))
                        .as(command.typed())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mage start openim-push",
                "mage build",
                "mage",
                "sh -c mage",
                "rm -rf data",
                "docker compose down",
                "docker compose down -v",
                "docker compose up -d redis",
                "docker compose up -d --no-recreate --no-deps",
                "docker compose up -d --no-recreate --no-deps openim-web-front",
                "docker compose up -d --no-recreate --no-deps redis --force-recreate",
                "docker compose restart",
                "docker compose restart redis mongodb",
                "docker compose restart openim-server",
                "docker compose unpause",
                "docker compose unpause openim-web-front",
                "docker compose pause redis",
                "docker system prune -f",
                "docker compose exec redis redis-cli FLUSHALL",
                "kafka-consumer-groups.sh --reset-offsets",
                "/opt/kafka/start",
                "pkill -KILL -f openim",
                "kill -9 1"
            })
    void nothingElseMay(String line) {
        ToolCall other = new ToolCall(SERVER, List.of(line.split(" ")));

        assertThat(new ClosedSet(SOURCE).permits(other)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClosedSet(SOURCE).require(other))
                .withMessageContaining("not a command of the runbook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/opt", "/opt/open-im-server/config", "/root"})
    void andNothingAnywhereElse(String directory) {
        for (Fix fix : fixes().toList()) {
            for (CommandLine command : fix.commands(SOURCE)) {
                assertThat(new ClosedSet(SOURCE).permits(new ToolCall(Path.of(directory), command.arguments())))
                        .isFalse();
            }
        }
    }
}
