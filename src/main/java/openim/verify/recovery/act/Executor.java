package openim.verify.recovery.act;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.host.RunningProcess;
import openim.verify.recovery.act.Controllers.Standing;
import openim.verify.recovery.act.Outcome.NeedsPerson;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.runbook.Cluster;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Carries out one fix at a time.
 *
 * <p>Looks before it leaps: a server is stopped only if every component is known to be well, no process hangs (unless the fix is
 * for that) and all run as us. What cannot be looked at counts as a reason not to.
 */
public final class Executor {

    private final Site site;
    private final SystemView sight;
    private final ComponentStart components;
    private final MageRestart mage;
    private final ContainerRestart containers;
    private final Rollouts rollouts;

    /**
     * @param outputs the directory that tools write to, and what they start after them
     */
    public Executor(
            Site site, Tooling tooling, SystemView sight, Journal journal, Path outputs, CommandTimeouts patience) {
        this(site, tooling, sight, Controllers.NONE, journal, outputs, patience);
    }

    /**
     * The same where servers may be in a cluster.
     *
     * @param controllers that keep its pods
     */
    public Executor(
            Site site,
            Tooling tooling,
            SystemView sight,
            Controllers controllers,
            Journal journal,
            Path outputs,
            CommandTimeouts patience) {
        Runner runner = new Runner(site, tooling, journal, outputs);
        this.site = site;
        this.sight = sight;
        this.components = new ComponentStart(site, runner, sight, patience);
        this.mage = new MageRestart(runner, tooling, sight, patience);
        this.containers = new ContainerRestart(site, runner, sight, patience);
        this.rollouts = new Rollouts(site, controllers, journal, patience);
    }

    /**
     * Carries it out.
     *
     * @param beyondRunbook whether what the document does not have is allowed
     */
    public Outcome run(Fix fix, boolean beyondRunbook) {
        if (fix.beyondRunbook() && !beyondRunbook) {
            return NeedsPerson.untouched(
                    fix.sentence() + ": not in the document, so it needs --beyond-runbook; nothing was" + " touched");
        }
        try {
            return carriedOut(fix);
        } catch (CannotLook | NotLookedAt blind) {
            return new NeedsPerson(fix.sentence() + ": " + blind.getMessage());
        }
    }

    private Outcome carriedOut(Fix fix) {
        if (fix instanceof Fix.StartComponents start) {
            return components.start(start);
        }
        if (fix instanceof Fix.RestartComponent restart) {
            return restart(restart.component());
        }
        if (fix instanceof Fix.RestartContainer restart) {
            return answers(restart.component()).orElseGet(() -> containers.restartEmptied(restart.component()));
        }
        if (fix instanceof Fix.Unpause unpause) {
            return containers.unpause(unpause.part());
        }
        if (fix instanceof Fix.RestartServer restart) {
            return restart(restart, new Restart(restart.server(), List.of()));
        }
        if (fix instanceof Fix.KillSurvivor kill) {
            return restart(kill, new Restart(kill.server(), List.copyOf(kill.hung())));
        }
        if (fix instanceof Fix.RestartDeployments restart) {
            return whereComponentsAreWell(fix).orElseGet(() -> rollouts.restart(restart.server(), restart.parts()));
        }
        if (fix instanceof Fix.DeletePods delete) {
            return whereComponentsAreWell(fix).orElseGet(() -> rollouts.delete(delete.server(), delete.hung()));
        }
        if (fix instanceof Fix.Observe) {
            return new Outcome.Done("nothing was touched; it is watched");
        }
        throw new IllegalArgumentException("nobody knows how to " + fix.sentence());
    }

    /** It may have come back by itself. */
    private Optional<Outcome> answers(Part component) {
        return sight.health(component) instanceof SystemView.Health.Well
                ? Optional.of(new Outcome.Done(component.title() + " answers by now, so nothing was restarted"))
                : Optional.empty();
    }

    private Outcome restart(Part component) {
        if (answersByNow(component)) {
            return new Outcome.Done(component.title() + " answers by now, so nothing was restarted");
        }
        return site.start(component) instanceof Start.ByCommand command
                ? components.restart(component, command)
                : containers.restartComponent(component);
    }

    /** In docker the word for it may be its container's, and that stays healthy for a while around a process that hangs. */
    private boolean answersByNow(Part component) {
        return site.installation() == Installation.SOURCE && sight.health(component) instanceof SystemView.Health.Well;
    }

    private Outcome restart(Fix fix, Restart what) {
        Optional<Outcome> notWell = whereComponentsAreWell(fix);
        if (notWell.isPresent()) {
            return notWell.get();
        }
        if (site.cluster().isPresent()) {
            return rollouts.restart(what.server(), List.of());
        }
        if (site.installation() == Installation.DOCKER) {
            return containers.restartServer(what.server());
        }
        Optional<Path> directory = what.directory(site);
        if (directory.isEmpty()) {
            return NeedsPerson.untouched(
                    fix.sentence() + ": its directory is not on this host; the commands are printed");
        }
        Optional<String> inTheWay = Precondition.mayBeStopped(sight, directory.get(), what.mayHang());
        return inTheWay.<Outcome>map(
                        why -> NeedsPerson.untouched(fix.sentence() + ": " + why + ", so nothing was stopped"))
                .orElseGet(() -> mage.restart(directory.get(), what.mayHang()));
    }

    /** What comes of it where they are not; one that a deployment works without is not asked. */
    private Optional<Outcome> whereComponentsAreWell(Fix fix) {
        return Precondition.componentsAreWell(
                        sight, site.cluster().map(Cluster::unused).orElse(Set.of()))
                .map(why -> NeedsPerson.untouched(fix.sentence() + ": " + why + ", so nothing was stopped"));
    }

    static String names(List<RunningProcess> processes) {
        return String.join(", ", processes.stream().map(String::valueOf).toList());
    }

    /**
     * A server that is to be restarted.
     *
     * @param server which
     * @param hung its processes that may hang, because they are ended if they outlive the stop
     */
    record Restart(Server server, List<Part> hung) {

        Optional<Path> directory(Site site) {
            return server == Server.OPENIM ? site.server() : site.chat();
        }

        /** The names of the executables that may hang. */
        Set<String> mayHang() {
            return hung.stream().map(Part::word).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** What must hold before a server is stopped; each is empty if it does, else the reason as part of a sentence. */
    static final class Precondition {

        private Precondition() {}

        /**
         * With a component down {@code mage start} waits for it, for hours, and everything is down meanwhile; so does a server's container.
         * Each is asked now, in its own protocol: that its container runs, or its port is open, says nothing.
         *
         * @param unused those that the deployment works without
         */
        static Optional<String> componentsAreWell(SystemView sight, Set<Part> unused) {
            return Stream.of(Part.values())
                    .filter(part -> part.isComponent() && !unused.contains(part))
                    .map(part -> complaint(part, sight.health(part)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        private static Optional<String> complaint(Part part, SystemView.Health health) {
            if (health instanceof SystemView.Health.Unwell unwell) {
                return Optional.of(part.title() + " is not well (" + unwell.words() + ")");
            }
            if (health instanceof SystemView.Health.Unknown unknown) {
                return Optional.of(
                        "nobody can tell from here whether " + part.title() + " is well (" + unknown.reason() + ")");
            }
            return Optional.empty();
        }

        /**
         * A process that hangs outlives {@code mage stop}, and then {@code mage start} refuses; another user's is not seen by mage at
         * all, and a second set would be started beside it.
         *
         * @param mayHang the names of executables that may hang
         */
        static Optional<String> mayBeStopped(SystemView sight, Path directory, Set<String> mayHang) {
            List<Long> starts = sight.runningStarts(directory);
            if (!starts.isEmpty()) {
                return Optional.of("a mage start is still going on in " + directory + " (pid " + starts + ")");
            }
            List<RunningProcess> processes = sight.processes(directory);
            List<RunningProcess> hung = processes.stream()
                    .filter(process -> process.state() == RunningProcess.State.STOPPED)
                    .filter(process -> !mayHang.contains(process.name()))
                    .toList();
            if (!hung.isEmpty()) {
                return Optional.of(
                        "these hang: " + Executor.names(hung) + "; the stop would end the others and not them");
            }
            String us = System.getProperty("user.name", "");
            return processes.stream()
                    .filter(process -> !process.owner().equals(us))
                    .findFirst()
                    .map(other -> other + " runs as " + other.owner() + ", and this is " + us);
        }
    }

    /**
     * Restarts Deployments of a cluster, and deletes pods that hang; both are judged by the pods that are ready afterwards, and none of
     * which was there before. That the cluster accepts a change proves nothing.
     */
    private static final class Rollouts {

        private static final Duration BETWEEN = Duration.ofSeconds(1);

        private final Site site;
        private final Controllers controllers;
        private final Journal journal;
        private final CommandTimeouts patience;

        Rollouts(Site site, Controllers controllers, Journal journal, CommandTimeouts patience) {
            this.site = site;
            this.controllers = controllers;
            this.journal = journal;
            this.patience = patience;
        }

        /** Restarts some parts of a server; all that were found, if none is named. */
        Outcome restart(Server server, Collection<Part> parts) {
            Cluster cluster = site.cluster().orElseThrow();
            Map<String, Set<String>> before = new LinkedHashMap<>();
            for (Part part : cluster.found(server, parts)) {
                cluster.deployment(part).ifPresent(name -> before.put(name, all(controllers.standing(name))));
            }
            if (before.isEmpty()) {
                return Outcome.NeedsPerson.untouched("no Deployment of " + server.title()
                        + " was found in the namespace " + cluster.namespace() + ", so nothing was restarted");
            }
            before.keySet().forEach(name -> {
                String what = "rollout restart deployment/" + name + " in the namespace " + cluster.namespace();
                journal.note(Kind.STARTING, what);
                controllers.restart(name);
                journal.note(Kind.RAN, what + " was accepted");
            });
            return judged("were restarted", before);
        }

        /** Deletes the pods of parts that hang. */
        Outcome delete(Server server, Collection<Part> hung) {
            Cluster cluster = site.cluster().orElseThrow();
            Map<String, Set<String>> before = new LinkedHashMap<>();
            List<String> doomed = new ArrayList<>();
            for (Part part : cluster.found(server, hung)) {
                cluster.deployment(part).ifPresent(name -> {
                    Standing now = controllers.standing(name);
                    List<String> pods = cluster.pods(part).stream()
                            .filter(all(now)::contains)
                            .toList();
                    doomed.addAll(pods);
                    before.put(name, new HashSet<>(pods));
                });
            }
            if (doomed.isEmpty()) {
                return Outcome.NeedsPerson.untouched(
                        "none of the pods that hung is there any more, so nothing was deleted");
            }
            doomed.forEach(pod -> {
                String what = "delete pod " + pod + " in the namespace " + cluster.namespace();
                journal.note(Kind.STARTING, what);
                controllers.delete(pod);
                journal.note(Kind.RAN, what + " was accepted");
            });
            return judged("had pods deleted", before);
        }

        private Outcome judged(String done, Map<String, Set<String>> before) {
            Deadline deadline = Deadline.in(patience.component());
            List<String> waiting = new ArrayList<>();
            before.forEach((name, old) -> {
                try {
                    Eventually.within(deadline, name)
                            .lookingEvery(BETWEEN)
                            .sees(
                                    () -> controllers.standing(name),
                                    Expectation.of(
                                            "has as many new pods ready as are wanted",
                                            standing -> standing.isMadeOfOthersThan(old)
                                                    ? Judgement.met("ready")
                                                    : Judgement.notYet(words(standing))));
                } catch (BrokenPromise unready) {
                    waiting.add(name + " (" + words(controllers.standing(name)) + ")");
                }
            });
            String names = "the Deployments " + String.join(", ", before.keySet()) + " " + done;
            return waiting.isEmpty()
                    ? new Outcome.Done(names + ", and as many new pods as are wanted are ready")
                    : new Outcome.Failed(names + ", and not enough new pods are ready after "
                            + patience.component().toSeconds() + " s: " + String.join("; ", waiting));
        }

        private static Set<String> all(Standing standing) {
            Set<String> all = new HashSet<>(standing.ready());
            all.addAll(standing.others());
            return all;
        }

        private static String words(Standing standing) {
            return standing.ready().size() + " of " + standing.wanted() + " ready"
                    + (standing.ailing().isBlank() ? "" : ": " + standing.ailing());
        }
    }
}
