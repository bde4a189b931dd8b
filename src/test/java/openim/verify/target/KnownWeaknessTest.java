package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;

import openim.verify.config.release.ReleaseNumber;
import openim.verify.suite.Checks;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which releases are known to have which weakness. */
class KnownWeaknessTest {

    @ParameterizedTest
    @CsvSource({
        "v3.8.1, false",
        "3.8.2, true",
        "v3.8.3-rc.1, true",
        "v3.8.3, true",
        "v3.8.3-patch.12, true",
        "v3.8.3-patch.13, false",
        "v3.8.3-patch.16, false",
        "v3.8.4-alpha.1, true",
        "v3.8.4, false"
    })
    void whichReleasesTellWhomTheyKick(String release, boolean tells) {
        assertThat(KnownWeakness.DROPS_WITHOUT_A_WORD.isRight(
                        ReleaseNumber.of(release).orElseThrow()))
                .isEqualTo(tells);
    }

    @ParameterizedTest
    @CsvSource({"v3.8.1", "v3.8.3-patch.16", "v3.8.4-alpha.1"})
    void noReleaseLooksWhoWrites(String release) {
        assertThat(KnownWeakness.WRITES_IN_ANOTHERS_NAME.isRight(
                        ReleaseNumber.of(release).orElseThrow()))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(KnownWeakness.class)
    void eachIsOfACheckThatThereIs(KnownWeakness weakness) {
        assertThat(Checks.knows(weakness.check())).isTrue();
        assertThat(KnownWeakness.of(weakness.check())).contains(weakness);
    }

    @Test
    void mostChecksHaveNone() {
        assertThat(KnownWeakness.of(new CheckId("message.pushed"))).isEmpty();
    }
}
