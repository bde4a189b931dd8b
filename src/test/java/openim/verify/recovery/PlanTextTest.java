package openim.verify.recovery;

import static openim.verify.diagnosis.Seen.green;
import static openim.verify.diagnosis.Seen.said;
import static openim.verify.diagnosis.Seen.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.runbook.TheRunbook;
import openim.verify.verdict.Observation;
import org.junit.jupiter.api.Test;

/** A plan as a tired person reads it. */
class PlanTextTest {

    private static final Runbook RUNBOOK = TheRunbook.read();

    @Test
    void commandsCanBePastedAndSentencesFitTheScreen() {
        List<String> lines = lines(
                Sites.source(),
                false,
                unreachable("component.redis", "refused"),
                said("process.server", "mage check: openim-push 7 of 8"));

        assertThat(lines)
                .containsSequence(
                        "    cd /opt/open-im-server", "    docker compose up -d --no-recreate --no-deps redis");
        assertThat(lines)
                .containsSequence(
                        "    cd /opt/open-im-server",
                        "    # may fail: it counts what is missing",
                        "    mage check",
                        "    mage stop",
                        "    # only when none of its processes is left",
                        "    setsid mage start < /dev/null > mage-start.log 2>&1",
                        "    mage check");
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void saysWhyWhatThenAndWhatHasToBeAllowed() {
        String text = text(
                Sites.source(),
                unreachable("component.redis", "refused"),
                said("process.server", "mage check: openim-push 7 of 8"));

        assertThat(text)
                .contains("cause   Redis is dead (seen)\n  for     component.redis is red: ")
                .contains("step 1  start Redis\n  why     Redis is dead\n  section External components")
                .contains("then    run smoke again, and look for 30 to 60 s")
                .contains("if      authentication is still abnormal then: restart OpenIMServer as a whole")
                .contains("step 2  restart OpenIMServer as a whole; ends every session there: needs");
    }

    @Test
    void whatCannotBeToldApartComesWithTheCommandThatTells() {
        String text = text(
                Sites.source(),
                unreachable("message.acknowledged", "no-answer"),
                unreachable("message.rest-acknowledged", "no-answer"));

        assertThat(text)
                .contains(
                        "  or      openim-rpc-msg hangs\n  tell by\n    cd /opt/open-im-server && docker compose ps -a kafka");
    }

    @Test
    void commandOfAnotherMachineIsNotMistakenForOneOfThis() {
        String text = text(Sites.elsewhere(), said("process.server", "mage check: openim-push 7 of 8"));

        assertThat(text).contains("    # on chat.example.com, in the directory open-im-server:\n    # may fail");
    }

    @Test
    void ourOwnCommandsAreMarkedAndDirectoriesQuoted() {
        assertThat(PlanText.commands(new Fix.RestartServer(Server.OPENIM), Sites.docker()))
                .containsExactly(
                        "cd '/opt/openim docker'",
                        "# our addition: the document gives no command for it",
                        "docker compose restart openim-server");
    }

    @Test
    void branchesOfAnotherInstallationAreNotPrinted() {
        assertThat(text(Sites.source(), unreachable("component.minio", "refused")))
                .doesNotContain("all-in-one");
        assertThat(text(Sites.docker(), unreachable("component.minio", "refused")))
                .contains("all-in-one");
    }

    @Test
    void healthyDeploymentHasNothingToDo() {
        assertThat(lines(Sites.source(), false, green("probe.auth")))
                .containsExactly("nothing to do that the runbook has");
    }

    private static String text(Site site, Observation... seen) {
        return String.join("\n", lines(site, false, seen));
    }

    private static List<String> lines(Site site, boolean beyondRunbook, Observation... seen) {
        Diagnosis diagnosis = Diagnosis.of(RUNBOOK, site.installation(), List.of(seen));
        return PlanText.lines(new Planner(RUNBOOK, site, beyondRunbook).plan(diagnosis), 80);
    }
}
