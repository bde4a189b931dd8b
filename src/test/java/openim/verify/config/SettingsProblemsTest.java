package openim.verify.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import openim.verify.config.setting.Problem;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsProblemsTest {

    @TempDir
    Path directory;

    @Test
    void allAreSaidAtOnceInTheOrderOfTheTable() throws IOException {
        Files.writeString(directory.resolve("openim-verify.yaml"), """
                openim:
                  hots: 10.0.0.5
                  target: alive
                  limits: { rate: 3 }
                """);

        List<Problem> problems = problems(Inputs.in(directory)
                .withCommandLine(Map.of(
                        "openim.gateway.url", "http://10.0.0.5:10001",
                        "openim.server.dir", "/nowhere",
                        "openim.secret", "typed",
                        "openim.deadline.call", "-4s",
                        "openim.account-prefix", "si_x"))
                .withSystemProperties(Map.of("openim.chat.password", "typed"))
                .withEnvironment(Map.of(
                        "OPENIM_KAFKA_USER", "reader",
                        "OPENIM_RATE", "many",
                        "OPENIM_REDIS_URL", "http://:hidden@r",
                        "OPENIM_CA_FILE", "/nowhere.pem")));

        assertThat(problems)
                .extracting(Problem::key)
                .containsExactly(
                        "openim.hots",
                        "openim.limits.rate",
                        "openim.target",
                        "openim.secret",
                        "openim.chat.password",
                        "openim.gateway.url",
                        "openim.kafka.bootstrap",
                        "openim.kafka.password",
                        "openim.redis.url",
                        "openim.server.dir",
                        "openim.deadline.call",
                        "openim.rate",
                        "openim.account-prefix",
                        "openim.ca-file");
        assertThat(problems.toString()).doesNotContain("typed", "hidden");
    }

    @Test
    void nothingNamedIsOneProblem() {
        assertThat(problems(Inputs.in(directory)))
                .singleElement()
                .asString()
                .startsWith("openim.host: no deployment is named")
                .contains("openim.docker.dir", "openim.target=embedded");
    }

    @Test
    void aLiveTargetNeedsADeployment() {
        assertThat(problems(Inputs.in(directory)
                        .withCommandLine(Map.of("openim.target", "live"))
                        .withEnvironment(Map.of("OPENIM_SECRET", "s", "OPENIM_KAFKA_BOOTSTRAP", "k:1"))))
                .singleElement()
                .asString()
                .startsWith("openim.host: no deployment is named");
    }

    @Test
    void aSecretIsRefusedFromTheCommandLineAndFromSystemProperties() {
        Inputs inputs = Inputs.in(directory).withEnvironment(Map.of("OPENIM_HOST", "h", "OPENIM_SECRET", "s"));

        for (SettingKey key : SettingKey.values()) {
            if (key.isSecret()) {
                assertThat(problems(inputs.withCommandLine(Map.of(key.key(), "hunter2"))))
                        .as(key.key())
                        .anySatisfy(problem -> assertThat(problem.toString())
                                .startsWith(key.key() + ": is a secret and refused from the command line")
                                .contains(key.environmentName(), "openim-verify.yaml")
                                .doesNotContain("hunter2"));
                assertThat(problems(inputs.withSystemProperties(Map.of(key.key(), "hunter2"))))
                        .as("-D" + key.key())
                        .anySatisfy(problem -> assertThat(problem.toString())
                                .startsWith(key.key() + ": is a secret and refused from the system property")
                                .doesNotContain("hunter2"));
            }
        }
    }

    @Test
    void aMisspeltKeyIsAnsweredWithTheOneThatWasMeant() {
        Inputs inputs = Inputs.in(directory).withEnvironment(Map.of("OPENIM_HOST", "h", "OPENIM_SECRET", "s"));

        assertThat(problems(inputs.withCommandLine(Map.of("openim.external.adress", "http://h"))))
                .singleElement()
                .asString()
                .endsWith("did you mean openim.external-address?");
        assertThat(problems(inputs.withSystemProperties(Map.of("openim.sever.dir", "/x"))))
                .singleElement()
                .asString()
                .endsWith("did you mean openim.server.dir?");
        assertThat(problems(inputs.withCommandLine(Map.of("openim.something.else.altogether", "x"))))
                .singleElement()
                .asString()
                .doesNotContain("did you mean");
    }

    @Test
    void aVariableOfSomebodyElseIsOnlyAWarning() {
        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withEnvironment(Map.of("OPENIM_HOST", "h", "OPENIM_SECRET", "s", "OPENIM_SERVER_DRI", "/x")));

        assertThat(settings.warnings())
                .singleElement()
                .asString()
                .startsWith("OPENIM_SERVER_DRI:")
                .endsWith("did you mean OPENIM_SERVER_DIR?");
    }

    @Test
    void aSettingsFileWithSecretsThatEverybodyReadsIsAWarning() throws IOException {
        Path file = Files.writeString(directory.resolve("openim-verify.yaml"), "openim: { host: h, secret: s }\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(SettingsLoader.load(Inputs.in(directory)).warnings())
                .singleElement()
                .asString()
                .contains("openim.secret", "chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(SettingsLoader.load(Inputs.in(directory)).warnings()).isEmpty();
    }

    @Test
    void aSettingsFileThatWasNamedMustBeThere() {
        assertThat(problems(Inputs.in(directory)
                        .withSettingsFile(Path.of("elsewhere.yaml"))
                        .withEnvironment(Map.of("OPENIM_HOST", "h", "OPENIM_SECRET", "s"))))
                .singleElement()
                .asString()
                .isEqualTo(directory.resolve("elsewhere.yaml") + ": " + directory.resolve("elsewhere.yaml")
                        + " does not exist");
    }

    @Test
    void aSettingsFileThatIsNoYamlIsNotQuoted() throws IOException {
        Files.writeString(directory.resolve("openim-verify.yaml"), "openim:\n  secret: 'hunter2\n");

        assertThat(problems(Inputs.in(directory)).toString())
                .contains("openim-verify.yaml", "is no YAML at line")
                .doesNotContain("hunter2");
    }

    @Test
    void twoSettingsFilesAreOneTooMany() throws IOException {
        Files.writeString(directory.resolve("openim-verify.yaml"), "openim: { host: h }\n");
        Files.writeString(directory.resolve("openim-verify.yml"), "openim: { host: g }\n");

        assertThat(problems(Inputs.in(directory).withEnvironment(Map.of("OPENIM_SECRET", "s"))))
                .singleElement()
                .asString()
                .contains("openim-verify.yml: there is", "keep one of them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openim.host | http://10.0.0.5:10002 | is a machine, not a URL",
                "openim.host | 10.0.0.5:10002 | is a machine without a port",
                "openim.host | im_server | is no name of a machine",
                "openim.api.url | ws://10.0.0.5:10002 | must begin with http:// or https://",
                "openim.api.url | 10.0.0.5:10002 | is no URL",
                "openim.api.url | http://10.0.0.5:99999 | has a port that there is not",
                "openim.api.url | http://me:hunter2@10.0.0.5 | must not hold a login",
                "openim.api.url | http://10.0.0.5/?x=1 | must end with its path",
                "openim.api.url | http:///x | names no host",
                "openim.gateway.url | https://10.0.0.5 | must begin with ws:// or wss://",
                "openim.external-address | files.example.com | must begin with http:// or https://",
                "openim.kafka.bootstrap | kafka | must be host:port",
                "openim.kafka.mechanism | GSSAPI | must be one of",
                "openim.kafka.tls | maybe | must be true or false",
                "openim.redis.mode | pair | must be one of standalone, cluster, sentinel",
                "openim.deadline.push | 5 | is no time",
                "openim.deadline.push | PT-5S | must be longer than nothing",
                "openim.deadline.run | 1s | is shorter than openim.deadline.call",
                "openim.rate | 0 | must be at least 1",
                "openim.rate | 1.5 | must be a whole number",
                "openim.vantage | EU West | must be 1 to 32 lower-case letters, digits and hyphens",
                "openim.vantage | eu- | must be 1 to 32 lower-case letters, digits and hyphens",
                "openim.account-prefix | Oiv | must be 2 to 16 lower-case letters and digits",
                "openim.docker.dir | nowhere | there is no directory to be read at",
                "openim.ca-file | nowhere | there is no file to be read at",
            })
    void aValueThatCannotBeUsedSaysWhy(String key, String value, String why) {
        Inputs inputs = Inputs.in(directory)
                .withEnvironment(Map.of("OPENIM_HOST", "10.0.0.5", "OPENIM_SECRET", "s"))
                .withCommandLine(Map.of(key, value));

        assertThat(problems(inputs)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.sentence()).contains(why).doesNotContain("hunter2");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "OPENIM_MONGO_URI, postgres://u:hunter2@h/db",
        "OPENIM_MONGO_URI, mongodb://u:hunter2@/db",
        "OPENIM_REDIS_URL, redis://:hunter2@r:1/first",
        "OPENIM_REDIS_URL, hunter2",
    })
    void aSecretThatCannotBeReadIsNotRepeated(String variable, String value) {
        List<Problem> problems = problems(Inputs.in(directory)
                .withEnvironment(Map.of("OPENIM_HOST", "h", "OPENIM_SECRET", "s", variable, value)));

        assertThat(problems).singleElement().asString().contains(variable).doesNotContain("hunter2");
    }

    private static List<Problem> problems(Inputs inputs) {
        return catchThrowableOfType(SettingsException.class, () -> SettingsLoader.load(inputs))
                .problems();
    }
}
