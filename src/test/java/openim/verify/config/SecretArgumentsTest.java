package openim.verify.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import openim.verify.config.Settings.Secrets.SecretArguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretArgumentsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "curl -H 'Authorization: Bearer abc' http://h/start | abc",
                "curl -H 'X-Key: hunter2' http://h | hunter2",
                "curl -u admin:hunter2 http://h | hunter2",
                "page --token hunter2 | hunter2",
                "page --api-key=hunter2 | hunter2",
                "redis-cli -a hunter2 shutdown | hunter2",
                "curl https://hooks.example.com/services/T0AB12CD34EF56GH78IJ90KL | T0AB12CD34EF56GH78IJ90KL",
            })
    void whatLooksLikeASecretIsOne(String line, String secret) {
        assertThat(SecretArguments.of(split(line))).contains(secret);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "systemctl start redis",
                "docker compose -p project up -d --no-deps openim-redis-7",
                "ssh -p 2222 ops@10.0.0.5 sudo systemctl restart mongod.service",
                "journalctl -u redis-server",
                "/usr/local/bin/page openim",
            })
    void whatPeopleHaveToTypeIsNone(String line) {
        assertThat(SecretArguments.of(split(line))).isEmpty();
    }

    @Test
    void argumentsOfCommandsAreNotShownByConfig() {
        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withEnvironment(Map.of("OPENIM_HOST", "h", "OPENIM_SECRET", "s"))
                .withCommandLine(Map.of(
                        "openim.alert.command", "[\"/usr/bin/curl\", \"-H\", \"Authorization: Bearer hunter2\"]",
                        "openim.start.redis", "[\"systemctl\", \"start\", \"redis\"]")));

        assertThat(SettingsPrinter.lines(settings))
                .anySatisfy(line -> assertThat(line).contains("[\"/usr/bin/curl\", \"***\", \"***\"]"))
                .anySatisfy(line -> assertThat(line).contains("[\"systemctl\", \"***\", \"***\"]"))
                .noneSatisfy(line -> assertThat(line).contains("hunter2"));
        assertThat(settings.secrets().reveal()).contains("hunter2");
    }

    private static List<String> split(String line) {
        return java.util.regex.Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(line)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();
    }
}
