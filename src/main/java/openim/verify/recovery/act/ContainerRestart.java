package openim.verify.recovery.act;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.docker.ContainerState;
import openim.verify.recovery.act.Outcome.Done;
import openim.verify.recovery.act.Outcome.EndedBadly;
import openim.verify.recovery.act.Outcome.Failed;
import openim.verify.recovery.act.Outcome.NeedsPerson;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.verdict.BrokenPromise;

/**
 * {@code docker compose restart} and {@code unpause}, judged by what the container says afterwards, or, of a component, by what the
 * component itself answers.
 */
final class ContainerRestart {

    private static final Duration BETWEEN = Duration.ofMillis(500);

    private static final Outcome NOT_HERE =
            new NeedsPerson("the compose project is not on this host; the command is printed");

    private final Site site;
    private final Runner runner;
    private final SystemView sight;
    private final CommandTimeouts patience;

    ContainerRestart(Site site, Runner runner, SystemView sight, CommandTimeouts patience) {
        this.site = site;
        this.runner = runner;
        this.sight = sight;
        this.patience = patience;
    }

    Outcome restartServer(Server server) {
        Optional<Path> project = project();
        if (project.isEmpty()) {
            return NOT_HERE;
        }
        Path directory = project.get();
        if (broughtBack(server.container(), directory)) {
            return new Done(
                    "Docker brought the container of " + server.title() + " back by itself, so nothing was restarted");
        }
        return restarted(server.title(), server.container(), directory);
    }

    Outcome restartComponent(Part component) {
        Optional<Outcome> byPerson = byPerson(component, "hangs");
        if (byPerson.isPresent()) {
            return byPerson.get();
        }
        Outcome outcome =
                restarted(component.title(), service(component), project().orElseThrow());
        return outcome instanceof Done && sight.health(component) instanceof SystemView.Health.Unwell unwell
                ? new Failed(component.title() + " was restarted, and is not well: " + unwell.words())
                : outcome;
    }

    /** Of one whose process is gone inside of it: whether it is back is asked of the component itself. */
    Outcome restartEmptied(Part component) {
        Optional<Outcome> byPerson = byPerson(component, "is gone");
        if (byPerson.isPresent()) {
            return byPerson.get();
        }
        Outcome outcome = answered(component, "was restarted", "docker", "compose", "restart", service(component));
        return outcome instanceof Failed ? goneAgain(component).orElse(outcome) : outcome;
    }

    /** A process that ends at each start is not started once more: its own words tell what a person has to mend. */
    private Optional<Outcome> goneAgain(Part component) {
        return of(service(component), project().orElseThrow()).stream()
                .filter(ContainerState::isRunning)
                .flatMap(container -> sight.lastWordsOfEmptied(container).stream())
                .findFirst()
                .map(words -> new NeedsPerson(component.title()
                        + "'s process ended again after its container was restarted; its log says: " + words
                        + "; mend what keeps it from running, for to restart it once more changes nothing"));
    }

    /** Of one that was paused; of a server its health check tells, which has to run again first. */
    Outcome unpause(Part part) {
        Optional<Path> project = project();
        if (part.isComponent()) {
            return byPerson(part, "is paused")
                    .orElseGet(() -> answered(part, "went on", "docker", "compose", "unpause", service(part)));
        }
        if (project.isEmpty()) {
            return NOT_HERE;
        }
        return judgedByHealth(part.title(), service(part), project.get(), "unpause");
    }

    private Optional<Outcome> byPerson(Part component, String ailment) {
        if (!(site.start(component) instanceof Start.ByCompose)) {
            return Optional.of(new NeedsPerson(component.title() + " " + ailment
                    + ", and has no container of this compose project; a person has to restart it"));
        }
        return project().isEmpty() ? Optional.of(NOT_HERE) : Optional.empty();
    }

    private Outcome answered(Part component, String done, String... command) {
        Runner.Ended ended = runner.run(ToolCall.of(project().orElseThrow(), command), patience.start());
        if (isBad(ended) && !isWell(component)) {
            return endedBadly(ended, command);
        }
        try {
            Eventually.within(Deadline.in(patience.component()), component.title())
                    .lookingEvery(BETWEEN)
                    .sees(
                            () -> sight.health(component),
                            Expectation.of(
                                    "answers",
                                    health -> health instanceof SystemView.Health.Well
                                            ? Judgement.met("it answers")
                                            : Judgement.notYet(health.toString())));
            return new Done("the container of " + component.title() + " " + done + ", and it answers");
        } catch (BrokenPromise silent) {
            return new Failed("the container of " + component.title() + " " + done + ", and " + unanswered(component));
        }
    }

    /** One that cannot be asked from here is not said to be silent. */
    private String unanswered(Part component) {
        return sight.health(component) instanceof SystemView.Health.Unknown unknown
                ? "nobody can tell from here whether it answers (" + unknown.reason() + ")"
                : "no answer came within " + patience.component().toSeconds() + " s";
    }

    private boolean isWell(Part component) {
        return sight.health(component) instanceof SystemView.Health.Well;
    }

    private static boolean isBad(Runner.Ended ended) {
        return ended.exit().orElse(0) != 0;
    }

    private static Outcome endedBadly(Runner.Ended ended, String... command) {
        return new EndedBadly(String.join(" ", command) + " ended with exit status "
                + ended.exit().orElse(0) + ", and said last: " + Runner.lastLines(ended.written()));
    }

    private Optional<Path> project() {
        return site.installation() == Installation.DOCKER ? site.docker() : site.server();
    }

    private String service(Part part) {
        return part.composeService(site.installation());
    }

    /** What Docker is bringing back, and has its first health check before it, is not restarted under its hands. */
    private boolean broughtBack(String service, Path directory) {
        if (of(service, directory).stream().noneMatch(ContainerRestart::isOnItsWay)) {
            return false;
        }
        try {
            return Eventually.within(Deadline.in(patience.component()), service)
                    .lookingEvery(BETWEEN)
                    .sees(
                            () -> of(service, directory),
                            Expectation.of("is on its way no more", ContainerRestart::settled))
                    .stream()
                    .allMatch(ContainerState::isWell);
        } catch (BrokenPromise again) {
            return false;
        }
    }

    static boolean isOnItsWay(ContainerState container) {
        return container.state().equals("restarting") || container.isStarting();
    }

    private static Judgement settled(List<ContainerState> containers) {
        return containers.stream().noneMatch(ContainerRestart::isOnItsWay)
                ? Judgement.met(containers.toString())
                : Judgement.notYet(containers.toString());
    }

    private Outcome restarted(String title, String service, Path directory) {
        return judgedByHealth(title, service, directory, "restart");
    }

    private Outcome judgedByHealth(String title, String service, Path directory, String action) {
        String[] command = {"docker", "compose", action, service};
        Runner.Ended ended = runner.run(ToolCall.of(directory, command), patience.start());
        if (isBad(ended) && !judge(of(service, directory)).isMet()) {
            return endedBadly(ended, command);
        }
        try {
            Eventually.within(Deadline.in(patience.component()), title)
                    .lookingEvery(BETWEEN)
                    .sees(() -> of(service, directory), Expectation.of("runs and is healthy", ContainerRestart::judge));
            return new Done("the container of " + title + " runs and is healthy");
        } catch (BrokenPromise unwell) {
            return new Failed(
                    "the container of " + title + " is not well after its " + action + ": " + of(service, directory));
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
