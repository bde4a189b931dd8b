package openim.verify.app.canary;

import openim.verify.app.Outage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part in turn is killed. */
class CanaryAmongTheDeadTest extends CanaryThroughFaults {

    @ParameterizedTest(name = "{0}")
    @MethodSource("openim.verify.app.Outage#allKilled")
    void isSeenAndItsEndIsSeen(Outage outage) {
        isSeenAndItsEndIsSeenAndNothingElseIs(outage);
    }
}
