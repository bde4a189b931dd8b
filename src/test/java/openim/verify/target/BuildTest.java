package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.config.release.Release;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Weakness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A build that fails so: as weak as it was built, or broken. */
class BuildTest {

    private static final KnownWeakness WRITES = KnownWeakness.WRITES_IN_ANOTHERS_NAME;
    private static final KnownWeakness DROPS = KnownWeakness.DROPS_WITHOUT_A_WORD;

    private static Build of(String server, Optional<Boolean> ofMain) {
        return new Build(
                new Release(Optional.of(server).filter(name -> !name.isEmpty()), Optional.empty()), () -> ofMain);
    }

    @Test
    void whatAReleaseIsKnownToDoWellIsBrokenWhereItFails() {
        Build build = of("v3.8.2", Optional.of(false));

        assertThatThrownBy(() -> build.weakness(DROPS, "it was not told", List.of(Evidence.of(Evidence.SEEN, "x"))))
                .isInstanceOf(BrokenPromise.class)
                .hasMessage("it was not told, which a build of v3.8.2 does not do when it is well");
        assertThat(build.weakness(WRITES, "it was let do so", List.of())).isInstanceOf(Weakness.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.8.3-patch.15", "v3.8.3-patch.13", "v3.8.1", "v3.9.0"})
    void whatAReleaseIsNotKnownToDoWellIsAWeaknessOfIt(String release) {
        Weakness weakness =
                of(release, Optional.of(true)).weakness(DROPS, "it was not told", List.of(Evidence.of("seen", "x")));

        assertThat(weakness).hasMessageStartingWith("it was not told: ").hasMessageContaining(DROPS.builds());
        assertThat(weakness.evidence()).containsExactly(Evidence.of("seen", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "main", "our-own-build"})
    void aBuildOfNoNumberIsOfMainIfItAnswersLikeMain(String release) {
        assertThatThrownBy(() -> of(release, Optional.of(true)).weakness(WRITES, "it was let do so", List.of()))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining(
                        release.isEmpty() ? "a build of the main branch since May 2025" : "a build of " + release);
        assertThat(of(release, Optional.of(false)).isRight(WRITES)).isFalse();
        assertThat(of(release, Optional.empty()).isRight(DROPS)).isFalse();
    }

    @Test
    void itIsAskedOnceAndAgainOnlyIfItCouldNotBeAsked() {
        AtomicInteger asked = new AtomicInteger();
        Build build =
                new Build(Release.UNKNOWN, () -> asked.incrementAndGet() == 1 ? Optional.empty() : Optional.of(true));

        assertThat(build.isRight(WRITES)).isFalse();
        assertThat(build.isRight(WRITES)).isTrue();
        assertThat(build.isRight(DROPS)).isTrue();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aReleaseWithANumberIsNotAsked() {
        Build build = new Build(new Release(Optional.of("v3.8.2"), Optional.empty()), () -> {
            throw new AssertionError("asked");
        });

        assertThat(build.isRight(DROPS)).isTrue();
    }
}
