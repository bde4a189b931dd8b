package openim.verify.config.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import openim.verify.config.SettingsPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingKeyTest {

    @ParameterizedTest
    @EnumSource
    void everyKeyIsDocumentedAndItsDefaultAndExampleCanBeRead(SettingKey key) {
        assertThat(key.key()).matches("openim(\\.[a-z]+(-[a-z0-9]+)*)+");
        assertThat(key.environmentName()).matches("OPENIM(_[A-Z0-9]+)+");
        assertThat(key.sentence()).endsWith(".");
        if (!key.isSecret()) {
            assertThat(key.example()).isNotEmpty();
            assertThatCode(() -> key.kind().check(key.example())).doesNotThrowAnyException();
        }
        assertThatCode(() -> key.defaultValue().ifPresent(key.kind()::check)).doesNotThrowAnyException();
    }

    @Test
    void noTwoKeysShareANameOrAVariable() {
        assertThat(Stream.of(SettingKey.values()).map(SettingKey::key)).doesNotHaveDuplicates();
        assertThat(Stream.of(SettingKey.values()).map(SettingKey::environmentName))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatMavenHandsOnHoldsNoSecret() {
        assertThat(SettingKey.openToEveryone())
                .contains(SettingKey.HOST, SettingKey.SERVER_DIR)
                .doesNotContain(SettingKey.SECRET_KEY, SettingKey.MONGO_URI, SettingKey.REDIS_URL);
    }

    @Test
    void theTableHasEveryKey() {
        assertThat(SettingsPrinter.markdown().lines()).hasSize(SettingKey.values().length + 2);
        assertThat(SettingsPrinter.markdown())
                .contains(
                        "| `openim.deadline.call` | `OPENIM_DEADLINE_CALL` |", "| `4s` |", "environment or file only");
    }
}
