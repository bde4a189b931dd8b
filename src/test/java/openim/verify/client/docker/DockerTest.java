package openim.verify.client.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import openim.verify.await.Deadline;
import openim.verify.host.FakeTool;
import openim.verify.host.RunningProcess;
import openim.verify.host.RunningProcess.State;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

    private static final String MONGO = """
            {"ID":"a1","Name":"mongo","Image":"mongo:7.0","Service":"mongo","State":"exited","Health":"","ExitCode":137,"Status":"Exited (137) 2 hours ago"}""";

    private static final String SERVER = """
            {"ID":"b2","Name":"openim-server","Image":"openim/openim-server:v3.8","Service":"openim-server","State":"running","Health":"unhealthy","ExitCode":0}""";

    private static final ContainerState MONGO_EXITED =
            new ContainerState("mongo", "mongo", "mongo:7.0", "exited", "", 137);

    private static final ContainerState SERVER_UNHEALTHY = new ContainerState(
            "openim-server", "openim-server", "openim/openim-server:v3.8", "running", "unhealthy", 0);

    @TempDir
    Path directory;

    private List<ContainerState> compose(String words, int exit) throws IOException {
        return new Docker(FakeTool.saying(directory, "docker", words, exit)).composeContainers(directory, LONG);
    }

    private Docker failing(String words) throws IOException {
        return new Docker(FakeTool.in(directory, "docker", "echo \"" + words + "\" >&2; exit 1"));
    }

    @Test
    void oneObjectALineIsRead() throws IOException {
        assertThat(compose(MONGO + "\n" + SERVER + "\n", 0)).containsExactly(MONGO_EXITED, SERVER_UNHEALTHY);
    }

    @Test
    void oneArrayIsReadAlike() throws IOException {
        assertThat(compose("[" + MONGO + "," + SERVER + "]\n", 0)).containsExactly(MONGO_EXITED, SERVER_UNHEALTHY);
    }

    @Test
    void noContainerIsNoError() throws IOException {
        assertThat(compose("", 0)).isEmpty();
        assertThat(compose("[]\n", 0)).isEmpty();
    }

    @Test
    void onlyAContentHealthCheckIsWell() {
        assertThat(MONGO_EXITED.isWell()).isFalse();
        assertThat(SERVER_UNHEALTHY.isRunning()).isTrue();
        assertThat(SERVER_UNHEALTHY.isWell()).isFalse();
        assertThat(new ContainerState("redis", "redis", "redis:7", "running", "", 0).isWell())
                .isTrue();
        assertThat(MONGO_EXITED).hasToString("mongo: exited with 137");
        assertThat(SERVER_UNHEALTHY).hasToString("openim-server: running, unhealthy");
    }

    @Test
    void thePhraseOfDockerPsGivesHealthAndExitCode() throws IOException {
        Docker docker = new Docker(FakeTool.saying(directory, "docker", """
                {"Names":"openim-chat","Image":"openim/openim-chat","State":"running","Status":"Up 3 days (healthy)"}
                {"Names":"etcd","Image":"etcd","State":"exited","Status":"Exited (2) 1 minute ago"}
                """, 0));

        assertThat(docker.containers(LONG))
                .containsExactly(
                        new ContainerState("", "openim-chat", "openim/openim-chat", "running", "healthy", 0),
                        new ContainerState("", "etcd", "etcd", "exited", "", 2));
    }

    @Test
    void aTableOfProcessesIsReadAndAnythingElseIsNot() throws IOException {
        Docker docker = new Docker(FakeTool.saying(directory, "docker", """
                PID                 USER                STAT                COMMAND
                4711                root                Ssl                 /im/openim-api -i 0 -c /im/config/
                4712                999                 Tl                  /im/openim-push -i 0 -c /im/config/
                4713                root                S                   tail -f /dev/null
                """, 0));

        assertThat(docker.processes("openim-server", LONG))
                .containsExactly(
                        new RunningProcess(4_711, Path.of("/im/openim-api"), State.ALIVE, "root", false),
                        new RunningProcess(4_712, Path.of("/im/openim-push"), State.STOPPED, "999", false),
                        new RunningProcess(4_713, Path.of("tail"), State.ALIVE, "root", false));

        Docker strange = new Docker(FakeTool.saying(directory, "docker", "nothing of the kind", 0));
        assertThatExceptionOfType(CannotLook.class).isThrownBy(() -> strange.processes("openim-server", LONG));
        Docker withoutPs = failing("Error response from daemon: ps: unrecognized option: e");
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> withoutPs.processes("openim-server", LONG))
                .withMessageContaining("unrecognized option");
    }

    @Test
    void whatIsPublishedNowIsToldFromWhatWouldBe() throws IOException {
        Docker docker = new Docker(FakeTool.saying(directory, "docker", """
                [{"Id":"f00d","Image":"sha256:0815","Name":"/openim-server",
                  "State":{"Status":"running","Running":true,"OOMKilled":false},
                  "HostConfig":{"RestartPolicy":{"Name":"always"},
                    "PortBindings":{"10002/tcp":[{"HostIp":"","HostPort":"10002"}]}},
                  "Config":{"WorkingDir":"/openim-server"},
                  "NetworkSettings":{"Ports":{"10002/tcp":[{"HostIp":"0.0.0.0","HostPort":"10002"}],"10001/tcp":null},
                    "Networks":{"openim":{"NetworkID":"abcd","Gateway":"172.28.0.1","IPAddress":"172.28.0.9"}}}},
                 {"Id":"beef","Name":"/mongo",
                  "State":{"Status":"exited","Running":false,"OOMKilled":true,"Error":"no such device",
                    "Health":{"Log":[{"ExitCode":0,"Output":"well"},{"ExitCode":127,"Output":"sh: mage: not found\\n"}]}},
                  "RestartCount":3,
                  "HostConfig":{"RestartPolicy":{"Name":"no"},"PortBindings":{"27017/tcp":[{"HostPort":"37017"}]}},
                  "NetworkSettings":{"Ports":{},"Networks":{"openim":{"IPAddress":""}}}}]
                """, 0));

        assertThat(docker.inspect(List.of("openim-server", "mongo"), LONG))
                .containsExactly(
                        new ContainerFacts(
                                "f00d",
                                "openim-server",
                                "sha256:0815",
                                true,
                                "always",
                                false,
                                Set.of(10_002),
                                Set.of(10_002),
                                List.of(new ContainerFacts.Network("abcd", "172.28.0.1", "172.28.0.9")),
                                "/openim-server",
                                ContainerFacts.Life.UNTOLD),
                        new ContainerFacts(
                                "beef",
                                "mongo",
                                "",
                                false,
                                "no",
                                true,
                                Set.of(),
                                Set.of(37_017),
                                List.of(),
                                "",
                                new ContainerFacts.Life(
                                        "", "no such device", 3, OptionalInt.of(127), "sh: mage: not found")));
    }

    @Test
    void whatAServerIsConfiguredByIsCopiedOutOfItsContainerAndNothingIsLeft() throws IOException {
        Path kept = directory.resolve("kept");
        Docker docker = new Docker(FakeTool.in(directory, "docker", """
                case "$1" in
                cp) echo "$3" > '%s'; cp /dev/null "$3/empty.yml"; echo 'secret: s' > "$3/share.yml"
                    echo 'no' > "$3/README.md"; ln -s /etc/passwd "$3/link.yml"; mkdir "$3/grafana.yml" ;;
                inspect) echo '[{"Name":"/openim-server","Config":{"WorkingDir":"/openim-server",
                  "Env":["PATH=/bin","IMENV_SHARE_SECRET=a=b","ODD"]}}]' ;;
                esac
                """.formatted(kept)));

        assertThat(docker.files("openim-server", "/openim-server/config", ".yml", LONG))
                .containsOnlyKeys("empty.yml", "share.yml")
                .containsEntry("share.yml", "secret: s\n");
        assertThat(Path.of(Files.readString(kept).strip())).doesNotExist();
        assertThat(docker.insides(List.of("openim-server"), LONG))
                .containsExactly(new ContainerInside(
                        "openim-server", "/openim-server", Map.of("PATH", "/bin", "IMENV_SHARE_SECRET", "a=b")))
                .noneMatch(inside -> inside.toString().contains("a=b"));
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() ->
                        failing("Error: No such container:path: x:/config").files("x", "/config", ".yml", LONG))
                .withMessageContaining("No such container");
    }

    @Test
    void aHealthCheckThatCannotBeRunSaysNothingOfItsContainer() throws IOException {
        assertThat(checked("unhealthy", 127, "sh: 1: mage: not found"))
                .matches(ContainerState::isUnchecked)
                .matches(ContainerState::isWell)
                .hasToString("openim-chat: running, and its health check cannot be run");
        assertThat(checked("starting", -1, "OCI runtime exec failed: executable file not found"))
                .matches(ContainerState::isWell);
        assertThat(checked("unhealthy", 1, "openim-push: not found")).matches(container -> !container.isWell());
        assertThat(checked("unhealthy", 127, "")).matches(container -> !container.isWell());
        assertThat(checked("healthy", 127, "sh: mage: not found").health()).isEqualTo("healthy");
    }

    private ContainerState checked(String health, int exit, String says) throws IOException {
        return new Docker(FakeTool.in(directory, "docker", """
                        case "$1" in
                        compose) echo '{"Name":"c","Service":"openim-chat","State":"running","Health":"%s","ExitCode":0}' ;;
                        inspect) echo '[{"Name":"/c","State":{"Health":{"Log":[{"ExitCode":%d,"Output":"%s"}]}}}]' ;;
                        esac
                        """.formatted(health, exit, says)))
                .composeContainers(directory, LONG)
                .get(0);
    }

    @Test
    void withoutDockerDaemonOrComposeNobodyLooks() throws IOException {
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> new Docker(directory.resolve("nowhere")).containers(LONG))
                .withMessageContaining("docker was not found");
        Docker noDaemon = failing(
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?");
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> noDaemon.containers(LONG))
                .withMessageContaining("daemon cannot be reached");
        Docker noCompose = failing("docker: unknown command: docker compose");
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> noCompose.composeContainers(directory, LONG))
                .withMessageContaining("compose plugin");
    }

    @Test
    void anyOtherFailureAndAnyOtherTextCannotBeLookedThrough() throws IOException {
        Docker denied = failing("permission denied while trying to connect to the docker API");
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> denied.containers(LONG))
                .withMessageContaining("permission denied");
        assertThatExceptionOfType(CannotLook.class).isThrownBy(() -> compose("NAME  STATUS\nmongo Up\n", 0));
        Docker silent = new Docker(FakeTool.in(directory, "docker", "exec sleep 300"));
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> silent.containers(Deadline.in(Duration.ofMillis(300))))
                .withMessageContaining("killed after");
    }
}
