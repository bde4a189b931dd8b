package openim.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.config.SettingKey;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalogue, the suites and the specs know each other. */
class CatalogueTest {

    private static final List<JavaMethod> SPECS = new ClassFileImporter()
            .importPackages("openim.verify.suites").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(Proves.class))
                    .toList();

    @Test
    void eachCheckOfASuiteIsProvenByOneSpecWithItsTag() {
        for (Suite suite : Suites.all()) {
            List<String> proven = SPECS.stream()
                    .filter(method -> tags(method.getOwner()).contains(suite.name()))
                    .map(method -> method.getAnnotationOfType(Proves.class).value())
                    .sorted()
                    .toList();

            assertThat(proven)
                    .isEqualTo(
                            suite.checks().stream().map(CheckId::value).sorted().toList());
        }
    }

    private static List<String> tags(JavaClass spec) {
        return Stream.of(spec.reflect().getAnnotationsByType(Tag.class))
                .map(Tag::value)
                .toList();
    }

    @Test
    void eachCheckOfASuiteIsInTheCatalogueAndEachOfTheCatalogueIsInASuite() {
        Set<CheckId> asked = new java.util.TreeSet<>();
        Suites.atTheMost().forEach(suite -> asked.addAll(suite.checks()));

        assertThat(Checks.all().stream().map(Check::id)).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void whatACheckNeedsComesBeforeIt() {
        for (Check check : Checks.all()) {
            assertThat(check.needs())
                    .as(check.id().value())
                    .allSatisfy(need ->
                            assertThat(Checks.ORDER.compare(need, check.id())).isNegative());
        }
    }

    @Test
    void eachDeadlineIsASetting() {
        assertThat(Checks.all())
                .allSatisfy(
                        check -> assertThat(SettingKey.named(check.deadline())).isPresent());
    }
}
