package openim.verify.rehearsal.service;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All other rows of the measured tables. */
@Tag("matrix")
@ExtendWith(BreakableWorld.class)
final class FaultMatrixTest {

    private static FaultyWorld world;

    @BeforeAll
    static void enter(World shared) {
        world = new FaultyWorld(shared);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    static List<FaultRow> rows() {
        return FaultTable.OTHERS;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void clientsSeeWhatTheySawOfTheRealOne(FaultRow row) {
        world.mustShow(row);
    }
}
