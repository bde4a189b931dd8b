package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts hang, in drills in which more may be done than is documented. */
@Tag("matrix")
class DrillBeyondTheRunbookTest extends Drills {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongo",
                "redis",
                "kafka",
                "etcd",
                "minio",
                "openim-api",
                "openim-msggateway",
                "openim-msgtransfer",
                "openim-push",
                "openim-rpc-auth"
            })
    void whatHangsIsMendedWhereThatIsAllowed(String part) {
        assertThat(drill(part, true, true).exitStatus()).as(said()).isZero();
    }
}
