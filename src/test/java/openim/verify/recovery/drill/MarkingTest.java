package openim.verify.recovery.drill;

import static openim.verify.recovery.drill.Told.hung;
import static openim.verify.recovery.drill.Told.killed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import openim.verify.recovery.drill.Drill.Marking;
import openim.verify.recovery.drill.Drill.Rescue.Rescued;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.TheRunbook;
import org.junit.jupiter.api.Test;

class MarkingTest {

    @Test
    void whatWasNamedMendedAsDocumentedAndProvenPasses() {
        Result result = within(
                killed("redis"),
                new Told()
                        .red("component.redis")
                        .cause("Redis is dead")
                        .step("start redis")
                        .command("start-redis")
                        .recovered());

        assertThat(result.complaints()).isEmpty();
        assertThat(result.steps()).containsExactly("start redis");
        assertThat(result.verdict()).isEqualTo("recovered");
    }

    @Test
    void aCauseThatCannotBeToldFromTheTrueOneIsTrueEnoughAndAnyOtherIsNot() {
        Told told = new Told().red("message.pushed").step("restart OpenIMServer");

        assertThat(within(
                                killed("openim-push"),
                                told.cause("openim-msgtransfer is dead", "openim-push is dead")
                                        .recovered())
                        .complaints())
                .isEmpty();
        assertThat(within(
                                killed("openim-push"),
                                new Told()
                                        .red("message.pushed")
                                        .cause("Kafka is dead")
                                        .cause("openim-push is dead")
                                        .step("restart OpenIMServer")
                                        .recovered())
                        .complaints())
                .containsExactly("the first cause named is not that openim-push is dead");
    }

    @Test
    void aCauseThatSaysMoreThanTheTruthIsTheTrueOne() {
        Result result = within(
                hung("openim-push"),
                new Told()
                        .red("process.server")
                        .causeInWords("openim-push hangs, for it was stopped (SIGSTOP)", "openim-push hangs")
                        .personNeeded());

        assertThat(result.complaints()).isEmpty();
        assertThat(result.cause()).isEqualTo("openim-push hangs");
    }

    @Test
    void whatNobodySawIsNotPassedThoughTheGateOpens() {
        assertThat(within(killed("openim-crontask"), new Told().ended(0, "open"))
                        .complaints())
                .containsExactly(
                        "nothing turned red",
                        "the first cause named is not that openim-crontask is dead",
                        "what is done first must be: restart OpenIMServer");
    }

    @Test
    void aBranchOfItsRowIsDocumentedAndNothingElseIs() {
        Told told = new Told().red("component.redis").cause("Redis is dead").step("start redis");

        assertThat(within(killed("redis"), told.step("restart OpenIMServer").recovered())
                        .complaints())
                .isEmpty();
        assertThat(within(killed("redis"), told.step("restart ChatServer").recovered())
                        .complaints())
                .containsExactly("not documented for this: restart ChatServer");
    }

    @Test
    void aGateThatIsNotOpenIsNotPassed() {
        assertThat(within(
                                killed("redis"),
                                new Told()
                                        .red("component.redis")
                                        .cause("Redis is dead")
                                        .step("start redis")
                                        .ended(1, "shut"))
                        .complaints())
                .containsExactly("the gate is not open: so it ended");
    }

    @Test
    void whatHangsIsLeftAloneUnlessMoreIsAllowed() {
        Told seen = new Told().red("process.server").cause("openim-push hangs");
        Exercise exercise = hung("openim-push");

        assertThat(within(exercise, seen.personNeeded()).complaints()).isEmpty();
        assertThat(beyond(exercise, seen.personNeeded()).complaints())
                .containsExactly(
                        "what is done first must be: restart OpenIMServer, ending what hangs",
                        "the gate is not open: so it ended");
        assertThat(beyond(
                                exercise,
                                seen.step("restart OpenIMServer, ending what hangs")
                                        .recovered())
                        .complaints())
                .isEmpty();
    }

    @Test
    void inDockerOneThatIsGoneInsideAContainerThatLivesOnIsTheTrueCauseToo() {
        Rescued rescued = new Told()
                .red("process.containers")
                .cause("MongoDB's process is gone inside its container, which lives on")
                .step("restart the container of mongo")
                .recovered();

        assertThat(new Marking(Installation.DOCKER, false)
                        .mark(killed("mongo"), rescued, Duration.ofSeconds(1))
                        .complaints())
                .isEmpty();
        assertThat(within(killed("mongo"), rescued).complaints())
                .containsExactly(
                        "the first cause named is not that MongoDB is dead", "what is done first must be: start mongo");
    }

    @Test
    void oneCommandIsTooManyWhereAPersonIsNeeded() {
        Rescued rescued = new Told()
                .red("process.server")
                .cause("openim-push hangs")
                .command("mage stop in /opt/open-im-server")
                .personNeeded();

        assertThat(within(hung("openim-push"), rescued).complaints())
                .containsExactly("it was to be left alone: mage stop in /opt/open-im-server");
    }

    @Test
    void everyPartOfADeploymentCanBeDrilledAndNoWholeServer() {
        List<Part> parts = List.of(Part.values());
        for (FaultKind ailment : List.of(FaultKind.DEAD, FaultKind.HUNG)) {
            assertThat(Exercise.chosen(TheRunbook.read(), List.of(), ailment))
                    .extracting(Exercise::part)
                    .containsExactlyElementsOf(parts.stream()
                            .filter(part -> !part.isWholeServer() && part != Part.PROXY)
                            .toList());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> killed("openim-server"))
                .withMessageContaining("openim-server")
                .withMessageContaining("openim-push");
    }

    private static Result within(Exercise exercise, Rescued rescued) {
        return new Marking(Installation.SOURCE, false).mark(exercise, rescued, Duration.ofSeconds(1));
    }

    private static Result beyond(Exercise exercise, Rescued rescued) {
        return new Marking(Installation.SOURCE, true).mark(exercise, rescued, Duration.ofSeconds(1));
    }
}
