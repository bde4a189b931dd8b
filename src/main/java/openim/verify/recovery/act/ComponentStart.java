package openim.verify.recovery.act;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.docker.ContainerState;
import openim.verify.host.AllowedEnvironment;
import openim.verify.recovery.act.Outcome.Done;
import openim.verify.recovery.act.Outcome.EndedBadly;
import openim.verify.recovery.act.Outcome.Failed;
import openim.verify.recovery.act.Outcome.NeedsPerson;
import openim.verify.runbook.CommandLine;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.verdict.BrokenPromise;

/** Starts components that are dead: their containers, or by the commands of the settings; restarts by those one that hangs. */
final class ComponentStart {

    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final Site site;
    private final Runner runner;
    private final SystemView sight;
    private final CommandTimeouts patience;

    ComponentStart(Site site, Runner runner, SystemView sight, CommandTimeouts patience) {
        this.site = site;
        this.runner = runner;
        this.sight = sight;
        this.patience = patience;
    }

    Outcome start(Fix.StartComponents fix) {
        Optional<Path> directory = directory();
        List<Part> dead = silent(List.copyOf(fix.components()));
        if (!dead.isEmpty() && directory.isPresent()) {
            Optional<Outcome> again = awaitedOfDocker(dead, directory.get());
            if (again.isPresent()) {
                return again.get();
            }
            dead = silent(dead);
        }
        if (dead.isEmpty()) {
            return new Done(titles(List.copyOf(fix.components())) + " answered when asked, so nothing was started");
        }
        Optional<Part> byPerson = dead.stream()
                .filter(part -> site.start(part) instanceof Start.ByPerson)
                .findFirst();
        if (byPerson.isPresent() || directory.isEmpty()) {
            return new NeedsPerson(byPerson.map(part -> part.title() + " has to be started by a person: "
                            + ((Start.ByPerson) site.start(part)).reason())
                    .orElse("the directory of the components is not on this host; the commands are printed"));
        }
        Begun begun = new Begun();
        for (CommandLine command : new Fix.StartComponents(Set.copyOf(dead)).commands(site)) {
            begun.by(new ToolCall(directory.get(), command.arguments()), command.detached());
        }
        return judged(dead, begun);
    }

    /** Those that were asked, and did not answer. */
    private List<Part> silent(List<Part> parts) {
        return parts.stream()
                .filter(part -> !(sight.health(part) instanceof SystemView.Health.Well))
                .toList();
    }

    /**
     * What Docker itself is bringing back is awaited, and not started under its hands. One that it brings back again and again dies
     * of something that no start mends.
     *
     * @return what a person has to see to, if so
     */
    private Optional<Outcome> awaitedOfDocker(List<Part> dead, Path directory) {
        if (onTheirWay(dead, directory).isEmpty()) {
            return Optional.empty();
        }
        try {
            List<ContainerState> none = Eventually.within(Deadline.in(patience.component()), titles(dead))
                    .lookingEvery(BETWEEN)
                    .sees(
                            () -> onTheirWay(dead, directory),
                            Expectation.of(
                                    "are not on their way any more",
                                    left -> left.isEmpty()
                                            ? Judgement.met("none is")
                                            : Judgement.notYet(left.toString())));
            return none.stream().findFirst().map(left -> new Failed(left.toString()));
        } catch (BrokenPromise again) {
            List<ContainerState> left = onTheirWay(dead, directory);
            return left.isEmpty() || silent(dead).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new NeedsPerson("Docker starts it again and again, and it does not stay: "
                            + left.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + "; docker compose logs --tail 50 "
                            + left.get(0).service() + " tells why"));
        }
    }

    private List<ContainerState> onTheirWay(List<Part> parts, Path directory) {
        List<String> services = parts.stream()
                .filter(part -> site.start(part) instanceof Start.ByCompose)
                .map(part -> part.composeService(site.installation()))
                .toList();
        return services.isEmpty()
                ? List.of()
                : sight.containers(directory).stream()
                        .filter(container -> services.contains(container.service()))
                        .filter(ContainerRestart::isOnItsWay)
                        .toList();
    }

    /** Restarts one that hangs, by the command that the settings give for that. */
    Outcome restart(Part component, Start.ByCommand by) {
        Optional<Path> directory = directory();
        if (by.restart().isEmpty() || directory.isEmpty()) {
            return new NeedsPerson(component.title() + " hangs, and has no container and no openim.restart."
                    + component.word() + "; a person has to restart it");
        }
        Begun begun = new Begun();
        begun.by(new ToolCall(directory.get(), by.restart()), false);
        return judged(List.of(component), begun);
    }

    private Optional<Path> directory() {
        return site.installation() == Installation.DOCKER ? site.docker() : site.server();
    }

    /** The commands that were begun for one fix. */
    private final class Begun {

        private final Map<ToolCall, Tooling.Running> staying = new LinkedHashMap<>();
        private final List<String> bad = new ArrayList<>();

        /**
         * Runs one.
         *
         * @param mayStay what the settings start may be the component itself, and never end
         */
        void by(ToolCall call, boolean mayStay) {
            if (mayStay) {
                staying.put(call, runner.start(call));
            } else {
                Runner.Ended ended = runner.run(call, patience.start());
                ended.exit().ifPresent(status -> note(call, status, ended.written()));
            }
        }

        /** Those that ended badly by now, each in a sentence. */
        List<String> bad() {
            staying.entrySet().removeIf(each -> {
                OptionalInt exit = each.getValue().ended();
                exit.ifPresent(
                        status -> note(each.getKey(), status, each.getValue().written()));
                return exit.isPresent();
            });
            return bad;
        }

        private void note(ToolCall call, int status, String written) {
            if (status != 0) {
                bad.add(call + " ended with exit status " + status + ", and said last: "
                        + Runner.lastLines(written)
                        + (isOfSettings(call)
                                ? " (of our environment it gets " + AllowedEnvironment.words()
                                        + "; the program env before it can give it more)"
                                : ""));
            }
        }
    }

    private boolean isOfSettings(ToolCall call) {
        return !call.arguments().get(0).equals("docker");
    }

    private Outcome judged(List<Part> started, Begun begun) {
        List<Part> open = new ArrayList<>(started);
        try {
            Eventually.within(Deadline.in(patience.component()), titles(started))
                    .lookingEvery(BETWEEN)
                    .sees(
                            () -> {
                                open.removeIf(part -> sight.health(part) instanceof SystemView.Health.Well);
                                return List.copyOf(open);
                            },
                            Expectation.of("answer", left -> answering(left, begun)));
            return new Done(titles(started) + " answered after the start");
        } catch (BrokenPromise silent) {
            return begun.bad().isEmpty()
                    ? new Failed("no answer from " + titles(open) + " within "
                            + patience.component().toSeconds() + " s of the start")
                    : new EndedBadly(String.join("; ", begun.bad()) + "; no answer from " + titles(open));
        }
    }

    private static Judgement answering(List<Part> left, Begun begun) {
        if (left.isEmpty()) {
            return Judgement.met("all answer");
        }
        return begun.bad().isEmpty()
                ? Judgement.notYet("no answer yet from " + titles(left))
                : Judgement.never(String.join("; ", begun.bad()));
    }

    private static String titles(List<Part> parts) {
        return parts.stream().map(Part::title).collect(Collectors.joining(", "));
    }
}
