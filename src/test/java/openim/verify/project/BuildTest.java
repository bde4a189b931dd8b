package openim.verify.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import openim.verify.config.setting.SettingKey;
import org.junit.jupiter.api.Test;

/** What the build hands on to the application. */
class BuildTest {

    @Test
    void settingsAreHandedOnAsAWholeAndNoneIsCopiedIntoThePom() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(pom).contains("<propertyref prefix=\"openim.\"/>");
        assertThat(SettingKey.values())
                .allSatisfy(key -> assertThat(pom)
                        .as("whoever adds a setting writes it down once")
                        .doesNotContain("${" + key.key() + "}"));
    }
}
