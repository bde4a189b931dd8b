package openim.verify.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import openim.verify.config.SettingKey;
import org.junit.jupiter.api.Test;

/** What the build hands on to the application. */
class BuildTest {

    @Test
    void everySettingIsHandedOnByTheOperatorsProfiles() throws Exception {
        var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
        String handedOn =
                pom.getElementsByTagName("VERIFY_BUILD_PROPERTIES").item(0).getTextContent();

        List<String> expected = Arrays.stream(SettingKey.values())
                .map(key -> key.key() + "=${" + key.key() + "}")
                .toList();
        assertThat(handedOn.strip().lines().map(String::strip)).containsExactlyElementsOf(expected);
    }
}
