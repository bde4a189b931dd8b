package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import openim.verify.ClosedPort;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.config.setting.SettingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Both jars, as they are shipped. */
@Execution(ExecutionMode.CONCURRENT)
class JarIT {

    @TempDir
    Path directory;

    @Test
    void theRehearsalJarRehearsesWhenTold() throws Exception {
        var ended =
                JarProcess.rehearsal(directory).run("smoke", "--target", "embedded", "-s", "openim.deadline.run=120s");

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).startsWith("REHEARSAL");
        assertThat(ended.lastLine()).startsWith("REHEARSAL healthy");
    }

    @Test
    void theLiveJarNeverRehearses() throws Exception {
        var ended = JarProcess.live(directory).run("smoke", "--target", "embedded");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output()).contains("openim-verify-rehearsal.jar");
    }

    @Test
    void theLiveJarHoldsNothingOfTheRehearsal() throws IOException {
        try (JarFile jar = new JarFile("target/openim-verify.jar")) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.startsWith("openim/verify/rehearsal/"))
                    .noneMatch(name -> name.matches("(kafka|scala)/.*\\.class"))
                    .noneMatch(name -> name.startsWith("org/gaul/") || name.startsWith("de/bwaldvogel/"))
                    .noneMatch(name -> name.startsWith("redis/embedded/") || name.startsWith("io/javalin/"))
                    .noneMatch(name -> name.contains("Rehearsal$Provider") && name.startsWith("META-INF/services"));
        }
    }

    @Test
    void withoutATargetNeitherJarGuesses() throws Exception {
        for (JarProcess jar : List.of(JarProcess.live(directory), JarProcess.rehearsal(directory))) {
            var ended = jar.run("smoke");

            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.output()).contains("openim.host").contains("openim.target=embedded");
        }
    }

    @Test
    void closedPortsAreUnhealthyAndNoReasonToRehearse() throws Exception {
        var ended = at(ClosedPort.number(), JarProcess.rehearsal(directory)).run(urls(ClosedPort.number(), "smoke"));

        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).doesNotContain("REHEARSAL");
        assertThat(ended.lastLine()).startsWith("unhealthy: probably ");
    }

    @Test
    void everythingThatIsWrongWithTheSettingsIsSaidAtOnce() throws Exception {
        var ended = JarProcess.live(directory)
                .run(
                        "smoke",
                        "-s",
                        "openim.api.url=htp://nowhere",
                        "-s",
                        "openim.deadline.call=-1s",
                        "-s",
                        "openim.server.dir=/no/such/directory",
                        "-s",
                        "openim.hots=typo");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output())
                .contains("openim.api.url")
                .contains("openim.deadline.call")
                .contains("openim.server.dir")
                .contains("openim.hots");
        assertThat(directory.resolve("reports")).doesNotExist();
    }

    @Test
    void aSecretThatIsGivenByDIsRefused() throws Exception {
        var ended =
                JarProcess.live(directory).jvm("-Dopenim.secret=planted-by-d").run("smoke", "--host", "127.0.0.1");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output()).contains("openim.secret").doesNotContain("planted-by-d");
    }

    @Test
    void whatAKilledRunHadSeenIsThereAndTheNextRunSaysSo() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            int closed = ClosedPort.number();
            Process process = at(closed, JarProcess.live(directory))
                    .start(
                            directory.resolve("killed.txt"),
                            urls(closed, "smoke", "-s", "openim.admin.url=http://127.0.0.1:" + silent.getLocalPort()));
            Path seen = Eventually.within(Deadline.in(Duration.ofMinutes(2)), "the run")
                    .sees(
                            this::observations,
                            Expectation.of(
                                    "has seen something",
                                    file -> Files.exists(file) && size(file) > 0
                                            ? Judgement.met("written")
                                            : Judgement.notYet("nothing written")));
            process.destroyForcibly().waitFor();

            assertThat(Files.readString(seen)).contains("\"check\"").endsWith("\n");
            var next = at(closed, JarProcess.live(directory)).run(urls(closed, "smoke"));
            assertThat(next.output()).contains("was left open after");
            assertThat(next.status()).isEqualTo(1);
        }
    }

    @Test
    void noSecretIsInAnyFileOrLine() throws Exception {
        int closed = ClosedPort.number();
        JarProcess jar = at(closed, JarProcess.live(directory));
        for (SettingKey key : SettingKey.values()) {
            if (key.isSecret()) {
                jar.env(key.environmentName(), planted(key));
            }
        }
        jar.env("OPENIM_CHAT_ACCOUNT", "somebody")
                .env("OPENIM_KAFKA_USER", "openim")
                .env("OPENIM_ETCD_USER", "root");
        jar.env("OPENIM_KAFKA_BOOTSTRAP", "127.0.0.1:" + closed).env("OPENIM_ETCD_URL", "http://127.0.0.1:" + closed);
        jar.env("OPENIM_MINIO_ENDPOINT", "http://127.0.0.1:" + closed).env("OPENIM_MINIO_ACCESS_KEY", "root");

        var ended = jar.run(urls(closed, "smoke"));

        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).doesNotContain("planted");
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("planted"));
        }
    }

    private static String planted(SettingKey key) {
        String secret =
                "planted" + key.name().toLowerCase(java.util.Locale.ROOT).replace("_", "");
        return switch (key) {
            case MONGO_URI -> "mongodb://openim:" + secret + "@127.0.0.1:1/?authSource=openim_v3";
            case REDIS_URL -> "redis://:" + secret + "@127.0.0.1:1/0";
            case ALERT_WEBHOOK -> "http://127.0.0.1:1/" + secret;
            default -> secret;
        };
    }

    private static JarProcess at(int port, JarProcess jar) {
        return jar.env("OPENIM_SECRET", "secret-for-port-" + port);
    }

    private static String[] urls(int port, String... arguments) {
        Stream<String> urls = Stream.of("api", "chat", "admin")
                .flatMap(name -> Stream.of("-s", "openim." + name + ".url=http://127.0.0.1:" + port));
        Stream<String> gateway = Stream.of("-s", "openim.gateway.url=ws://127.0.0.1:" + port);
        return Stream.of(
                        Stream.of(arguments[0]),
                        urls,
                        gateway,
                        Stream.of(arguments).skip(1))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    private Path observations() throws IOException {
        Path reports = directory.resolve("reports");
        if (!Files.isDirectory(reports)) {
            return reports.resolve("none");
        }
        try (Stream<Path> runs = Files.list(reports)) {
            return runs.map(run -> run.resolve("observations.jsonl"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(reports.resolve("none"));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }
}
