package openim.verify.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.TheRunbook;
import openim.verify.verdict.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of every look that was recorded at a real deployment while a part of it was dead, hung, or empty. */
class RecordedLooksTest {

    private static final Runbook RUNBOOK = TheRunbook.read();

    /** Faults that sixteen checks of a client see nothing of. */
    private static final Set<String> NOBODY_SEES = Set.of(
            "etcd-killed-short",
            "etcd-killed-long",
            "etcd-hung",
            "openim-crontask-killed",
            "msgtransfer-1-of-8-killed",
            "push-1-of-8-killed",
            "openim-rpc-conversation-killed",
            "openim-rpc-group-killed",
            "openim-rpc-friend-killed",
            "bot-api-killed",
            "bot-rpc-killed");

    @Test
    void everyKindOfFaultIsAmongTheLooks() {
        Map<String, Long> looks = RecordedLook.whileBroken()
                .collect(Collectors.groupingBy(RecordedLook::fault, HashMap::new, Collectors.counting()));

        assertThat(looks).hasSize(40).containsKeys("redis-flushed", "mongo-hung", "admin-rpc-killed");
        assertThat(looks.values()).allMatch(count -> count >= 2);
    }

    static Stream<RecordedLook> seen() {
        return RecordedLook.whileBroken().filter(look -> !NOBODY_SEES.contains(look.fault()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seen")
    void trueCauseIsFirstOrAmongThoseThatCannotBeToldFromIt(RecordedLook look) {
        Diagnosis diagnosis = diagnose(look);

        assertThat(diagnosis.causes()).as(look.toString()).isNotEmpty();
        assertThat(diagnosis.causes().get(0).mayBe(truth(look)))
                .as("%s", diagnosis)
                .isTrue();
        assertThat(diagnosis.causes()).as("one fault, one cause").hasSize(1);
        assertThat(diagnosis.unexplained()).isEmpty();
    }

    static Stream<RecordedLook> unseen() {
        return RecordedLook.whileBroken().filter(look -> NOBODY_SEES.contains(look.fault()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unseen")
    void nothingIsSaidWhereNothingIsRed(RecordedLook look) {
        assertThat(look.isAllGreen()).isTrue();
        assertThat(diagnose(look).causes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unseen")
    void whoeverLooksAtThePartItselfNamesIt(RecordedLook look) {
        Diagnosis diagnosis = diagnose(look.and(direct(look)));

        assertThat(diagnosis.causes()).hasSize(1);
        assertThat(diagnosis.causes().get(0).suspect()).isEqualTo(truth(look));
        assertThat(diagnosis.causes().get(0).seenDirectly()).isTrue();
        assertThat(diagnosis.causes().get(0).cannotBeToldFrom()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seen")
    void directSightLeavesNoDoubt(RecordedLook look) {
        if (look.fault().equals("redis-flushed")) {
            return;
        }
        Diagnosis diagnosis = diagnose(look.and(direct(look)));

        assertThat(diagnosis.causes()).as("%s", diagnosis).hasSize(1);
        assertThat(diagnosis.causes().get(0).suspect()).isEqualTo(truth(look));
        assertThat(diagnosis.causes().get(0).cannotBeToldFrom()).isEmpty();
        assertThat(diagnosis.unexplained()).isEmpty();
    }

    static Stream<RecordedLook> healthy() {
        return RecordedLook.all().stream().filter(RecordedLook::isAllGreen);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("healthy")
    void nothingIsSaidWhereAllIsWell(RecordedLook look) {
        assertThat(diagnose(look)).isEqualTo(new Diagnosis(List.of(), List.of()));
    }

    @Test
    void lateCollapseAfterAnOutageOfEtcdIsNotTakenForADeadService() {
        List<RecordedLook> looks = RecordedLook.all().stream()
                .filter(look -> look.phase().equals("hold") && !look.isAllGreen())
                .toList();

        assertThat(looks).as("it fell into the look after the next fault").hasSize(1);
        assertThat(diagnose(looks.get(0)).causes().get(0).suspect())
                .isEqualTo(new Suspect(Part.ETCD, FaultKind.LOST_DATA));
    }

    private static Diagnosis diagnose(RecordedLook look) {
        return Diagnosis.of(RUNBOOK, Installation.SOURCE, look.observations());
    }

    private static Suspect truth(RecordedLook look) {
        if (look.fault().equals("redis-flushed")) {
            return new Suspect(Part.REDIS, FaultKind.LOST_DATA);
        }
        String part = look.fault().replaceFirst("(-1-of-8)?-(killed|hung)(-short|-long)?$", "");
        return new Suspect(
                Part.named(part).or(() -> Part.named("openim-" + part)).orElseThrow(),
                look.fault().contains("hung") ? FaultKind.HUNG : FaultKind.DEAD);
    }

    /** What the checks say that look at the part itself. */
    private static Observation[] direct(RecordedLook look) {
        Suspect truth = truth(look);
        boolean hung = truth.ailment() == FaultKind.HUNG;
        String word = truth.part().word();
        if (truth.part().isComponent()) {
            return new Observation[] {
                Seen.unreachable("component." + word, hung ? "no-answer" : "refused"),
                Seen.green("process.server"),
                Seen.green("process.chat")
            };
        }
        String counts = look.fault().contains("1-of-8") ? " 7 of 8" : " 0 of 1";
        String said = hung ? "stand still: " + word + " (pid 4711, stopped)" : "mage check: " + word + counts;
        boolean chat = truth.part().server().orElseThrow().checkout().equals("chat");
        return Stream.concat(
                        List.of("mongo", "redis", "kafka", "etcd", "minio").stream()
                                .map(each -> Seen.green("component." + each)),
                        Stream.of(
                                Seen.said(chat ? "process.chat" : "process.server", said),
                                Seen.green(chat ? "process.server" : "process.chat")))
                .toArray(Observation[]::new);
    }
}
