package openim.verify.rehearsal.service.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import openim.verify.rehearsal.service.process.ServiceProcess;
import org.junit.jupiter.api.Test;

/** A member of a consumer group says when the group is not yet done with sharing out its partitions. */
class IntakeTest {

    /** Nobody listens at port 1. */
    private static final String NO_BROKER = "127.0.0.1:1";

    private final Intake intake = new Intake(new Subscription(
            NO_BROKER,
            Topic.TO_PUSH,
            "push",
            "openim-push#1",
            Duration.ofSeconds(20),
            Commits.NOTHING,
            (key, value, life) -> true));

    private final ServiceProcess process = new ServiceProcess("openim-push#1").with(intake);

    @Test
    void whoLivesAndReadsNothingAwaitsItsShare() {
        assertThat(intake.awaitsItsShare()).as("not started").isFalse();

        process.start();
        assertThat(intake.awaitsItsShare()).as("joins").isTrue();
        assertThat(intake.partitions()).isZero();

        process.kill();
        assertThat(intake.awaitsItsShare()).as("dead").isFalse();
    }
}
