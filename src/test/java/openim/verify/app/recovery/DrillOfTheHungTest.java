package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part hangs, in a drill of its own. */
@Tag("matrix")
class DrillOfTheHungTest extends Drills {

    @ParameterizedTest
    @MethodSource("parts")
    void eachPartThatHangsIsNamedAndLeftAlone(String part) {
        assertThat(drill(part, true, false).exitStatus()).as(said()).isZero();
    }
}
