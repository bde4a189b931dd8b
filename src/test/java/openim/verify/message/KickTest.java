package openim.verify.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import openim.verify.await.Judgement;
import openim.verify.client.gateway.SessionEnd;
import openim.verify.message.Attendance.Kick;
import org.junit.jupiter.api.Test;

class KickTest {

    @Test
    void aSessionThatIsStillOpenWasNotKicked() {
        assertThat(Kick.ended().judge(Optional.empty()).state()).isEqualTo(Judgement.State.NOT_YET);
        assertThat(Kick.ended()
                        .judge(Optional.of(new SessionEnd(SessionEnd.Kind.DROPPED, Instant.EPOCH, "planted")))
                        .isMet())
                .isTrue();
    }
}
