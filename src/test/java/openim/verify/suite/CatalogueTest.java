package openim.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import openim.verify.app.Wiring;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.SettingsLoader;
import openim.verify.config.setting.SettingKey;
import openim.verify.target.Deployment;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue, the suites and the specs know each other. */
class CatalogueTest {

    private static final List<Proof> PROOFS = new ClassFileImporter()
            .importPackages("openim.verify.suites").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(Proves.class) || method.isAnnotatedWith(Journey.class))
                    .map(JavaMethod::reflect)
                    .flatMap(method -> Proof.of(method).stream())
                    .toList();

    @TempDir
    private Path reports;

    @Test
    void eachSpecIsInTheIndex() {
        assertThat(Specs.ofTheProduct())
                .containsExactlyInAnyOrderElementsOf(PROOFS.stream()
                        .<Class<?>>map(proof -> proof.by().getDeclaringClass())
                        .distinct()
                        .toList());
    }

    @Test
    void eachProofSaysWhatItProvesAndNoTwoProveTheSame() {
        assertThat(PROOFS).allSatisfy(proof -> assertThat(proof.promise()).isPresent());
        assertThat(PROOFS).extracting(Proof::check).doesNotHaveDuplicates();
    }

    @Test
    void eachPromiseOfAJourneyIsProvenByOneOfItsSteps() {
        var settings = SettingsLoader.load(Inputs.in(reports)
                .withCommandLine(Map.of("openim.host", "127.0.0.1"))
                .withEnvironment(Map.of("OPENIM_SECRET", "planted")));
        Deployment openim = Wiring.forSettings(settings);
        try (Fixtures fixtures = new Fixtures(Deadline.in(Duration.ofMinutes(10)))) {
            fixtures.offer(Deployment.class, "probe.api", () -> openim);

            assertThat(Journeys.told(Specs.ofTheProduct(), fixtures, check -> true)
                            .flaws())
                    .isEmpty();
        }
    }

    @Test
    void noTwoChecksHaveTheSamePlaceAmongCauses() {
        assertThat(PROOFS)
                .extracting(proof -> proof.promise().orElseThrow().rank())
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
