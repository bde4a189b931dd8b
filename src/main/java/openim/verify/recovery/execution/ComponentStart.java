package openim.verify.recovery.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.recovery.execution.Outcome.Done;
import openim.verify.recovery.execution.Outcome.Failed;
import openim.verify.recovery.execution.Outcome.NeedsPerson;
import openim.verify.runbook.CommandLine;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.verdict.BrokenPromise;

/** Starts components that are dead: their containers, or by the commands of the settings; restarts by those one that hangs. */
final class ComponentStart {

    private final Site site;
    private final Runner runner;
    private final Sight sight;
    private final Patience patience;

    ComponentStart(Site site, Runner runner, Sight sight, Patience patience) {
        this.site = site;
        this.runner = runner;
        this.sight = sight;
        this.patience = patience;
    }

    Outcome start(Fix.StartComponents fix) {
        Optional<Path> directory = directory();
        List<Part> dead = fix.components().stream()
                .filter(part -> !(sight.health(part) instanceof Sight.Health.Well))
                .toList();
        if (dead.isEmpty()) {
            return new Done("all of them answer by now, so nothing was started");
        }
        Optional<Part> byPerson = dead.stream()
                .filter(part -> site.start(part) instanceof Start.ByPerson)
                .findFirst();
        if (byPerson.isPresent() || directory.isEmpty()) {
            return new NeedsPerson(byPerson.map(part -> part.title() + " has to be started by a person: "
                            + ((Start.ByPerson) site.start(part)).reason())
                    .orElse("the directory of the components is not on this host; the commands are printed"));
        }
        for (CommandLine command : new Fix.StartComponents(java.util.Set.copyOf(dead)).commands(site)) {
            run(new Invocation(directory.get(), command.arguments()), command.detached());
        }
        return judged(dead);
    }

    /** Restarts one that hangs, by the command that the settings give for that. */
    Outcome restart(Part component, Start.ByCommand by) {
        Optional<Path> directory = directory();
        if (by.restart().isEmpty() || directory.isEmpty()) {
            return new NeedsPerson(component.title() + " hangs, and has no container and no openim.restart."
                    + component.word() + "; a person has to restart it");
        }
        runner.run(new Invocation(directory.get(), by.restart()), patience.start());
        return judged(List.of(component));
    }

    private Optional<Path> directory() {
        return site.installation() == Installation.DOCKER ? site.docker() : site.server();
    }

    /** What the settings start may be the component itself, and never end. */
    private void run(Invocation invocation, boolean mayStay) {
        if (mayStay) {
            runner.start(invocation);
        } else {
            runner.run(invocation, patience.start());
        }
    }

    private Outcome judged(List<Part> started) {
        List<Part> open = new ArrayList<>(started);
        try {
            Eventually.within(Deadline.in(patience.component()), titles(started))
                    .lookingEvery(Duration.ofMillis(500))
                    .sees(
                            () -> {
                                open.removeIf(part -> sight.health(part) instanceof Sight.Health.Well);
                                return List.copyOf(open);
                            },
                            Expectation.of(
                                    "answer",
                                    left -> left.isEmpty()
                                            ? Judgement.met("all answer")
                                            : Judgement.notYet("no answer yet from " + titles(left))));
            return new Done(titles(started) + " answered after the start");
        } catch (BrokenPromise silent) {
            return new Failed("no answer from " + titles(open) + " within "
                    + patience.component().toSeconds() + " s of the start");
        }
    }

    private static String titles(List<Part> parts) {
        return parts.stream().map(Part::title).collect(Collectors.joining(", "));
    }
}
