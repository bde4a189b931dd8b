package openim.verify.app.canary;

import openim.verify.app.Outage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part in turn hangs. */
class CanaryAmongTheHungTest extends CanaryThroughFaults {

    @ParameterizedTest(name = "{0}")
    @MethodSource("openim.verify.app.Outage#allHung")
    void isSeenAndItsEndIsSeen(Outage outage) {
        isSeenAndItsEndIsSeenAndNothingElseIs(outage);
    }
}
