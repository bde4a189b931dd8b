package openim.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BrokenPromiseTest {

    private static final String ONE = "0123456789abcdef0123456789abcdef";
    private static final String TWO = "fedcba9876543210fedcba9876543210";

    @Test
    void itSaysWhatWasSeenAndWhatWasExpectedInstead() {
        BrokenPromise broken = BrokenPromise.seeing("http://h:10002 refuses connections", "bob reads the friend list");

        assertThat(broken).hasMessage("http://h:10002 refuses connections; expected that bob reads the friend list");
        assertThat(broken.evidence()).contains(Evidence.of(Evidence.EXPECTED, "bob reads the friend list"));
    }

    @Test
    void idsOfMessagesAreInTheEvidenceOnly() {
        BrokenPromise broken = BrokenPromise.seeing(
                "2 of 3 messages are missing (" + ONE + ", " + TWO + ")", "bob gets message " + ONE);

        assertThat(broken).hasMessage("2 of 3 messages are missing; expected that bob gets a message");
        assertThat(broken.evidence())
                .anySatisfy(each -> assertThat(each.value()).contains(ONE, TWO));
    }

    @Test
    void idsThatNoFactHoldsAreKeptInOneOfTheirOwn() {
        BrokenPromise broken = new BrokenPromise("message " + ONE + " came twice", List.of());

        assertThat(broken).hasMessage("a message came twice");
        assertThat(broken.evidence()).containsExactly(Evidence.of("messages", "message " + ONE + " came twice"));
    }

    @Test
    void aHashIsNoMessage() {
        assertThat(new BrokenPromise("the file's hash is " + ONE)).hasMessageContaining(ONE);
    }
}
