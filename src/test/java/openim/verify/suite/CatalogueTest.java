package openim.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import openim.verify.config.setting.SettingKey;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;

/** The catalogue, the suites and the specs know each other. */
class CatalogueTest {

    private static final List<Method> LOOKS = new ClassFileImporter()
            .importPackages("openim.verify.suites").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(Proves.class))
                    .map(JavaMethod::reflect)
                    .toList();

    @Test
    void eachSpecIsInTheIndex() {
        assertThat(Specs.ofTheProduct())
                .containsExactlyInAnyOrderElementsOf(LOOKS.stream()
                        .<Class<?>>map(Method::getDeclaringClass)
                        .distinct()
                        .toList());
    }

    @Test
    void eachLookSaysWhatItProvesAndNoTwoProveTheSame() {
        assertThat(LOOKS)
                .allSatisfy(look ->
                        assertThat(look.isAnnotationPresent(Promise.class)).isTrue());
        assertThat(LOOKS)
                .extracting(look -> look.getAnnotation(Proves.class).value())
                .doesNotHaveDuplicates();
    }

    @Test
    void noTwoChecksHaveTheSamePlaceAmongCauses() {
        assertThat(LOOKS)
                .extracting(look -> look.getAnnotation(Promise.class).rank())
                .doesNotHaveDuplicates();
    }

    @Test
    void eachCheckOfASuiteIsInTheCatalogueAndEachOfTheCatalogueIsInASuite() {
        Set<CheckId> asked = new TreeSet<>();
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
