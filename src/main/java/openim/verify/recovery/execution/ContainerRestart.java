package openim.verify.recovery.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.ops.ContainerState;
import openim.verify.recovery.execution.Outcome.Done;
import openim.verify.recovery.execution.Outcome.Failed;
import openim.verify.recovery.execution.Outcome.NeedsPerson;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.verdict.BrokenPromise;

/** {@code docker compose restart}, judged by what the container says afterwards. */
final class ContainerRestart {

    private final Site site;
    private final Runner runner;
    private final Sight sight;
    private final Patience patience;

    ContainerRestart(Site site, Runner runner, Sight sight, Patience patience) {
        this.site = site;
        this.runner = runner;
        this.sight = sight;
        this.patience = patience;
    }

    Outcome restartServer(Server server) {
        return restart(server.title(), server.container(), site.docker());
    }

    Outcome restartComponent(Part component) {
        if (!(site.start(component) instanceof Start.ByCompose)) {
            return new NeedsPerson(component.title() + " hangs, and has no container of this compose project; a person"
                    + " has to restart it");
        }
        Outcome outcome = restart(
                component.title(),
                component.composeService(site.installation()),
                site.installation() == Installation.DOCKER ? site.docker() : site.server());
        return outcome instanceof Done && sight.health(component) instanceof Sight.Health.Unwell unwell
                ? new Failed(component.title() + " was restarted, and is not well: " + unwell.words())
                : outcome;
    }

    private Outcome restart(String title, String service, Optional<Path> project) {
        if (project.isEmpty()) {
            return new NeedsPerson("the compose project is not on this host; the command is printed");
        }
        Path directory = project.get();
        runner.run(Invocation.of(directory, "docker", "compose", "restart", service), patience.start());
        try {
            Eventually.within(Deadline.in(patience.component()), title)
                    .lookingEvery(Duration.ofMillis(500))
                    .sees(() -> of(service, directory), Expectation.of("runs and is healthy", ContainerRestart::judge));
            return new Done("the container of " + title + " runs and is healthy");
        } catch (BrokenPromise unwell) {
            return new Failed(
                    "the container of " + title + " was restarted, and is not well: " + of(service, directory));
        }
    }

    private List<ContainerState> of(String service, Path directory) {
        return sight.containers(directory).stream()
                .filter(container -> container.service().equals(service))
                .toList();
    }

    private static Judgement judge(List<ContainerState> containers) {
        return !containers.isEmpty() && containers.stream().allMatch(ContainerState::isWell)
                ? Judgement.met("well")
                : Judgement.notYet(containers.isEmpty() ? "no such container" : containers.toString());
    }
}
