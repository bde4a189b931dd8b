package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openim.verify.config.Strictness;
import openim.verify.target.KnownWeakness.WeaknessRule;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** What a weakness of the build counts for. */
class WeaknessRuleTest {

    private static final String REFUSED = "message.refused";
    private static final Strictness LENIENT = new Strictness(false, Set.of());
    private static final Observation WEAK = seen(REFUSED, new Verdict.Weak("it lets anybody"));

    private static Observation seen(String check, Verdict verdict) {
        return new Observation(
                new CheckId(check),
                verdict,
                List.of(),
                Instant.EPOCH,
                Duration.ofSeconds(1),
                List.of(Evidence.of(Evidence.SEEN, "planted")));
    }

    private static WeaknessRule rule(Strictness strictness, Map<String, String> kept, String release) {
        return new WeaknessRule(strictness, kept, release, !release.startsWith("unknown"));
    }

    @Test
    void withoutAGoodRunToCompareWithItIsAWeakness() {
        assertThat(rule(LENIENT, Map.of(), "v3.8.2").applied(WEAK)).isEqualTo(WEAK);
    }

    @Test
    void whereThatIsAskedForItIsBroken() {
        Observation counted =
                rule(new Strictness(true, Set.of(REFUSED)), Map.of(), "v3.8.2").applied(WEAK);

        assertThat(counted.verdict())
                .isEqualTo(
                        new Verdict.Unhealthy("it lets anybody; it counts as broken, because openim.strict is true"));
        assertThat(counted.evidence())
                .containsExactly(
                        Evidence.of(Evidence.SEEN, "planted"), Evidence.of("counted", "openim.strict is true"));
    }

    @Test
    void itIsBrokenIfTheLastGoodRunSawItGreenOnAnotherRelease() {
        Observation counted =
                rule(LENIENT, Map.of(REFUSED, "main"), "v3.8.3-patch.15").applied(WEAK);

        assertThat(counted.verdict().isUnhealthy()).isTrue();
        assertThat(counted.verdict().summary())
                .contains("the last good run (main) saw it green", "set openim.accepted-weaknesses to message.refused");
    }

    @Test
    void onTheSameReleaseTheLastGoodRunWasLucky() {
        assertThat(rule(LENIENT, Map.of(REFUSED, "v3.8.3-patch.15"), "v3.8.3-patch.15")
                        .applied(WEAK))
                .isEqualTo(WEAK);
    }

    @Test
    void whereTheReleaseIsUnknownItMayHaveChanged() {
        assertThat(rule(LENIENT, Map.of(REFUSED, "unknown release"), "unknown release")
                        .applied(WEAK)
                        .verdict()
                        .isUnhealthy())
                .isTrue();
    }

    @Test
    void whatIsAcceptedIsAWeaknessThoughItIsNew() {
        assertThat(rule(new Strictness(false, Set.of(REFUSED)), Map.of(REFUSED, "main"), "v3.8.2")
                        .applied(WEAK))
                .isEqualTo(WEAK);
    }

    @Test
    void noOtherVerdictIsTouched() {
        for (Verdict verdict : List.of(
                new Verdict.Healthy(""),
                new Verdict.Unhealthy(""),
                new Verdict.Undetermined(""),
                new Verdict.NotProven(""),
                new Verdict.NotHere(""))) {
            Observation seen = seen(REFUSED, verdict);

            assertThat(rule(new Strictness(true, Set.of()), Map.of(REFUSED, "main"), "v3.8.2")
                            .applied(seen))
                    .isSameAs(seen);
        }
    }

    @Test
    void ofARunThatIsRememberedWhichABuildCanBeTooWeakForAndWasLookedAt() {
        assertThat(WeaknessRule.seen(List.of(
                        WEAK,
                        seen("session.kicked", new Verdict.Healthy("told")),
                        seen("message.pushed", new Verdict.Healthy("came")))))
                .isEqualTo(Map.of(REFUSED, false, "session.kicked", true));
        assertThat(WeaknessRule.seen(List.of(
                        seen(REFUSED, new Verdict.NotProven("no")),
                        seen("session.kicked", new Verdict.Undetermined("?")))))
                .isEmpty();
    }
}
