package openim.verify.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import openim.verify.await.Judgement;
import openim.verify.client.gateway.SessionEnd;
import org.junit.jupiter.api.Test;

class KickTest {

    @Test
    void onlyWhoIsToldIsToldSo() {
        assertThat(judge(SessionEnd.Kind.KICKED).isMet()).isTrue();
        assertThat(judge(SessionEnd.Kind.DROPPED).state()).isEqualTo(Judgement.State.NEVER);
        assertThat(Kick.toldSo().judge(Optional.empty()).state()).isEqualTo(Judgement.State.NOT_YET);
    }

    private static Judgement judge(SessionEnd.Kind kind) {
        return Kick.toldSo().judge(Optional.of(new SessionEnd(kind, Instant.EPOCH, "planted")));
    }
}
