package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part is killed, in a drill of its own. */
@Tag("matrix")
class DrillOfTheDeadTest extends Drills {

    @ParameterizedTest
    @MethodSource("parts")
    void eachPartThatIsKilledIsNamedAndMendedAsDocumented(String part) {
        assertThat(drill(part, false, false).exitStatus()).as(said()).isZero();
    }
}
