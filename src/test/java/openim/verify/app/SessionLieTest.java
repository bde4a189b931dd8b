package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import openim.verify.app.Told.Green;
import openim.verify.app.Told.Red;
import openim.verify.rehearsal.Lie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment that lies to a session, or to the members of a group: the full suite says to whom. */
class SessionLieTest extends LiesTold {

    static Stream<Told> lies() {
        return Stream.of(
                new Told(
                        Lie.ANSWERS_ONLY_PINGS,
                        "asks for the newest seqs by WebSocket",
                        new Red("session.answers", "message.acknowledged", "message.pushed", "message.pulled"),
                        new Green("probe.gateway", "message.rest-acknowledged")),
                new Told(
                        Lie.NEGLECTS_OTHER_DEVICES,
                        "2 of 2 messages are missing",
                        new Red("session.other-device"),
                        new Green("message.pushed", "session.answers")),
                new Told(
                        Lie.KICKS_WITHOUT_A_WORD,
                        "dropped a session whose place another device took without telling it",
                        new Red("session.kicked"),
                        new Green("session.answers", "probe.gateway")),
                new Told(
                        Lie.TAKES_ANOTHERS_NAME,
                        "is refused in words",
                        new Red("message.refused"),
                        new Green("message.order", "message.no-duplicates")),
                new Told(
                        Lie.REFUSES_AND_DELIVERS,
                        "is not pushed what was refused",
                        new Red("message.refused"),
                        new Green("message.order", "message.no-duplicates")),
                new Told(
                        Lie.TAKES_LARGE_FRAMES,
                        "took a frame of more than 51200 bytes",
                        new Red("message.too-large"),
                        // What the lie before this one let in is there still.
                        new Green("message.content", "message.order", "message.refused")),
                new Told(
                        Lie.FORGETS_A_MEMBER,
                        "of 3 did not get all of them",
                        new Red("group.pushed", "group.order", "group.no-duplicates"),
                        new Green("group.acknowledged", "group.pulled", "message.every-partition")),
                new Told(
                        Lie.GROUPS_OUTLIVE_DISMISSAL,
                        "is refused when writing to the dismissed group",
                        new Red("group.dismissed"),
                        new Green("group.created", "group.pushed")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"TAKES_ANOTHERS_NAME, message.refused", "KICKS_WITHOUT_A_WORD, session.kicked"})
    void whatMainWouldNeverDoIsNoWeaknessAlsoWhereNobodyKnowsItsRelease(Lie lie, String check) {
        Rehearsed.shared().lies().tell(lie);

        var full = Rehearsed.quick(reports).fromOutside().full(check);

        assertThat(full.red()).as(full.output()).containsExactly(check);
        assertThat(full.run().exitStatus()).isEqualTo(1);
    }

    @Test
    void pushingToNewSessionsOnlyIsSaidInWords() {
        Rehearsed.shared().lies().tell(Lie.PUSHES_ONLY_TO_NEW_SESSIONS);

        var full = Rehearsed.quick(reports).with("openim.deadline.idle", "12s").full("session.idle", "session.new");

        assertThat(full.red()).as(full.output()).containsExactly("session.idle");
        assertThat(full.green()).containsExactly("session.new");
        assertThat(full.output()).contains("only new sessions are pushed to");
    }
}
