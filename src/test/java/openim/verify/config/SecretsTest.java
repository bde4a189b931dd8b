package openim.verify.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.config.secret.Secret;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.SettingKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final String PLANTED = "hunter2";

    @TempDir
    Path directory;

    @Test
    void noPartOfTheTreeShowsOne() {
        Settings settings = withEverySecretPlanted();

        assertThat(settings.toString()).contains("***").doesNotContain(PLANTED);
        assertThat(SettingsPrinter.lines(settings))
                .anySatisfy(line -> assertThat(line).contains("openim.mongo.uri", "mongodb://u:***@m:1/db"))
                .noneSatisfy(line -> assertThat(line).contains(PLANTED));
        assertThat(settings.secrets().toString()).doesNotContain(PLANTED);
    }

    @Test
    void whatIsNotPrintedIsNotWrittenToJsonEither() throws JsonProcessingException {
        assertThat(new ObjectMapper().writeValueAsString(List.of(Secret.of(PLANTED))))
                .isEqualTo("[\"***\"]");
    }

    @Test
    void inputsNameWhatTheyHoldAndShowNothing() {
        Inputs inputs = Inputs.in(directory)
                .withEnvironment(Map.of("OPENIM_SECRET", PLANTED))
                .withEmbedded(Map.of("openim.secret", PLANTED));

        assertThat(inputs.toString()).contains("openim.secret").doesNotContain(PLANTED);
    }

    @Test
    void allOfThemAreKnownInEveryFormInWhichTheyTravel() {
        List<String> known = withEverySecretPlanted().secrets().reveal();

        for (SettingKey key : SettingKey.values()) {
            if (key.kind() == SettingKind.SECRET || key.kind() == SettingKind.SECRET_URL) {
                assertThat(known).contains(planted(key));
            }
        }
        assertThat(known)
                .contains("mongodb://u:hunter2%20mongo@m:1/db")
                .as("the password inside a connection string, encoded and not")
                .contains("hunter2 mongo", "hunter2%20mongo", "hunter2+mongo")
                .contains("hunter2 redis", "hunter2%20redis")
                .as("as admin-api and chat-api take it")
                .contains("2ab96390c7dbe3439de74d0c9b0b1767");
    }

    @Test
    void theLongestComesFirst() {
        assertThat(withEverySecretPlanted().secrets().reveal()).isSortedAccordingTo((one, other) -> {
            int byLength = Integer.compare(other.length(), one.length());
            return byLength != 0 ? byLength : one.compareTo(other);
        });
    }

    @Test
    void theyAreEqualByValueAndNeverEmpty() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b"));
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    private Settings withEverySecretPlanted() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "OPENIM_HOST", "h",
                "OPENIM_CHAT_ACCOUNT", "a",
                "OPENIM_KAFKA_BOOTSTRAP", "k:1",
                "OPENIM_KAFKA_USER", "u",
                "OPENIM_ETCD_URL", "http://e:1",
                "OPENIM_ETCD_USER", "u",
                "OPENIM_MINIO_ENDPOINT", "http://m:1",
                "OPENIM_MINIO_ACCESS_KEY", "k"));
        for (SettingKey key : SettingKey.values()) {
            if (key.isSecret()) {
                environment.put(key.environmentName(), planted(key));
            }
        }
        return SettingsLoader.load(Inputs.in(directory).withEnvironment(environment));
    }

    private static String planted(SettingKey key) {
        return switch (key) {
            case MONGO_URI -> "mongodb://u:hunter2%20mongo@m:1/db";
            case REDIS_URL -> "redis://:hunter2%20redis@r:1/0";
            case ALERT_WEBHOOK -> "https://hooks.example.com/" + PLANTED;
            case ADMIN_PASSWORD -> PLANTED;
            default -> PLANTED + key.ordinal();
        };
    }
}
