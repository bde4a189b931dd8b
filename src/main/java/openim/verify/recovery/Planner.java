package openim.verify.recovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import openim.verify.diagnosis.Cause;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.diagnosis.Suspect;
import openim.verify.runbook.Cluster;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Rank.Forbidden;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.RunbookEntry;
import openim.verify.runbook.Server;
import openim.verify.runbook.Signs;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.verdict.CheckId;

/**
 * Makes a plan of the causes: what the runbook has for each, in the order external components, OpenIMServer, ChatServer.
 *
 * <p>Left for a person is what the runbook has nothing for, what hangs (unless that is allowed), what nothing here starts, and a
 * restart for a cause that cannot be told from one which needs something else. While something is left for him that a restart
 * would make worse, no server is restarted at all; and none that its own files keep from working, until these are put right.
 *
 * @param runbook the rows
 * @param site where, and by what
 * @param beyondRunbook whether what hangs may be restarted, or ended
 */
public record Planner(Runbook runbook, Site site, boolean beyondRunbook) {

    /** Plans. */
    public Plan plan(Diagnosis diagnosis) {
        List<Remedy> remedies = new ArrayList<>();
        List<ForPerson> forPerson = new ArrayList<>();
        boolean componentsAreWell =
                diagnosis.causes().stream().noneMatch(cause -> cause.part().isComponent());
        boolean restartsMakeItWorse = false;
        Map<Server, ForPerson> keptDown = new EnumMap<>(Server.class);
        for (Cause cause : diagnosis.causes()) {
            Optional<Remedy> remedy = remedy(cause);
            Optional<ForPerson> task =
                    remedy.isEmpty() ? Optional.of(unknown(cause)) : forPerson(remedy.get(), componentsAreWell);
            if (task.isPresent()) {
                forPerson.add(task.get());
                Forbidden forbids =
                        remedy.map(each -> each.entry().rank().forbids()).orElse(Forbidden.ALL);
                restartsMakeItWorse |= forbids == Forbidden.ALL;
                if (forbids == Forbidden.OWN) {
                    cause.part().server().ifPresent(server -> keptDown.putIfAbsent(server, task.get()));
                }
            } else {
                remedies.add(remedy.get());
            }
        }
        List<Step> steps = new ArrayList<>();
        remedies.stream()
                .filter(each ->
                        each.fix() instanceof Fix.Unpause && each.cause().part().isComponent())
                .map(this::alone)
                .forEach(steps::add);
        starts(remedies).ifPresent(steps::add);
        remedies.stream()
                .filter(each ->
                        each.fix() instanceof Fix.RestartContainer || each.fix() instanceof Fix.RestartComponent)
                .map(this::alone)
                .forEach(steps::add);
        waits(remedies).ifPresent(steps::add);
        remedies.stream()
                .filter(each -> each.fix() instanceof Fix.Unpause
                        && !each.cause().part().isComponent())
                .map(this::alone)
                .forEach(steps::add);
        for (Server server : Server.values()) {
            List<Remedy> ofServer =
                    remedies.stream().filter(each -> each.restarts(server)).toList();
            Optional<ForPerson> first =
                    restartsMakeItWorse ? Optional.of(forPerson.get(0)) : Optional.ofNullable(keptDown.get(server));
            if (first.isPresent()) {
                ofServer.forEach(each -> forPerson.add(withheld(each, first.get())));
            } else {
                steps.addAll(restarts(server, ofServer));
            }
        }
        return new Plan(
                site,
                diagnosis.causes(),
                steps.stream()
                        .map(step -> step.beside(others(step, diagnosis.causes())))
                        .toList(),
                forPerson);
    }

    /** How the causes look that a step does not mend. */
    private List<Signs> others(Step step, List<Cause> causes) {
        return causes.stream()
                .filter(cause -> !step.mends().contains(cause.part()))
                .map(cause -> runbook.entry(cause.part(), cause.ailment()))
                .flatMap(Optional::stream)
                .map(entry -> entry.signs(site.installation()))
                .toList();
    }

    private Optional<Remedy> remedy(Cause cause) {
        return runbook.entry(cause.part(), cause.ailment()).map(entry -> new Remedy(cause, entry));
    }

    private Optional<ForPerson> forPerson(Remedy remedy, boolean componentsAreWell) {
        Optional<Fix> fix = remedy.entry().fix();
        if (fix.isEmpty()) {
            return Optional.of(task(remedy, person(remedy)));
        }
        if (fix.get().beyondRunbook() && !beyondRunbook) {
            return Optional.of(
                    remedy.cause().part().isComponent() || componentsAreWell
                            ? beyond(remedy, fix.get())
                            : task(remedy, person(remedy)));
        }
        Optional<String> obstacle = obstacle(remedy);
        if (obstacle.isPresent()) {
            return Optional.of(task(remedy, person(remedy) + "; " + obstacle.get()));
        }
        List<Suspect> others = remedy.cause().cannotBeToldFrom().stream()
                .filter(other -> !isMendedBy(remedy, other))
                .toList();
        return others.isEmpty() || isHarmless(remedy)
                ? Optional.empty()
                : Optional.of(task(
                        remedy,
                        "look first, for it cannot be told from here whether it is this, or "
                                + String.join(
                                        ", or ",
                                        others.stream().map(Suspect::toString).toList())));
    }

    /** Why nothing here can do it, if so. */
    private Optional<String> obstacle(Remedy remedy) {
        Part part = remedy.cause().part();
        if (site.cluster().isPresent()
                && !part.isComponent()
                && inCluster(remedy).stream().allMatch(fix -> fix.commands(site).isEmpty())) {
            return Optional.of("no Deployment of it was found in the namespace "
                    + site.cluster().get().namespace() + ", and none is made anew");
        }
        if (!part.isComponent() || remedy.fix() instanceof Fix.Observe || remedy.fix() instanceof Fix.RestartServer) {
            return Optional.empty();
        }
        Start start = site.start(part);
        if (start instanceof Start.ByPerson person) {
            return Optional.of(person.reason());
        }
        return remedy.fix().commands(site).isEmpty()
                ? Optional.of("it has no container that could be restarted, and no openim.restart." + part.word()
                        + " says what restarts it")
                : Optional.empty();
    }

    /** Whether the same would be done for the other. */
    private boolean isMendedBy(Remedy remedy, Suspect other) {
        Optional<Fix> fix = runbook.entry(other.part(), other.ailment()).flatMap(RunbookEntry::fix);
        return fix.isPresent()
                && (fix.get().getClass() == remedy.fix().getClass() || isTypedTheSame(fix.get(), remedy.fix()))
                && other.part().tier() == remedy.cause().part().tier()
                && !other.part().isComponent();
    }

    /** The restart of a server's container ends what hangs in it like all else. */
    private boolean isTypedTheSame(Fix one, Fix other) {
        return site.installation() == Installation.DOCKER && one.commands(site).equals(other.commands(site));
    }

    /** To start a container that runs does nothing; a start command would start a second one. */
    private boolean isHarmless(Remedy remedy) {
        return remedy.fix() instanceof Fix.Observe
                || (remedy.fix() instanceof Fix.StartComponents
                        && site.start(remedy.cause().part()) instanceof Start.ByCompose);
    }

    private String person(Remedy remedy) {
        return site.addressed(remedy.cause().part(), remedy.entry().person(site.installation(), said(remedy.cause())));
    }

    private static String said(Cause cause) {
        return String.join("\n", cause.speaksFor());
    }

    /** What tells more of a cause where it runs, as it can be pasted; empty if nothing is known to. */
    String look(Cause cause, RunbookEntry entry) {
        return site.looking(cause.part(), entry.look(site.installation(), said(cause)));
    }

    /** What we may not do without leave, and a person may: the words that are typed for it, where they are known. */
    private ForPerson beyond(Remedy remedy, Fix fix) {
        ForPerson looking = task(remedy, person(remedy));
        String typed = remedy.entry()
                .cureTyped(site.installation(), said(remedy.cause()))
                .map(command -> site.looking(remedy.cause().part(), command))
                .orElseGet(() -> fix.pasted(site));
        return typed.isEmpty() ? looking : new ForPerson(looking.about(), looking.sentence(), List.of(typed));
    }

    private ForPerson task(Remedy remedy, String sentence) {
        return new ForPerson(
                remedy.cause().words(),
                sentence,
                Stream.of(look(remedy.cause(), remedy.entry()))
                        .filter(command -> !command.isEmpty())
                        .toList());
    }

    private static ForPerson unknown(Cause cause) {
        return new ForPerson(cause.words(), "the runbook has no row for it", List.of());
    }

    private static ForPerson withheld(Remedy remedy, ForPerson first) {
        return new ForPerson(
                remedy.cause().words(),
                remedy.fix().sentence() + ", but only when this is mended: " + first.about(),
                List.of());
    }

    /** All that are dead by one command. */
    private Optional<Step> starts(List<Remedy> remedies) {
        List<Remedy> dead = remedies.stream()
                .filter(each -> each.fix() instanceof Fix.StartComponents)
                .toList();
        Set<Part> parts = EnumSet.noneOf(Part.class);
        dead.forEach(each -> parts.add(each.cause().part()));
        return dead.isEmpty()
                ? Optional.empty()
                : Optional.of(Step.of(new Fix.StartComponents(parts), dead, Set.of(), site.installation()));
    }

    /** One wait is for all that may mend itself. */
    private Optional<Step> waits(List<Remedy> remedies) {
        List<Remedy> waited = remedies.stream()
                .filter(each -> each.fix() instanceof Fix.Observe)
                .toList();
        return waited.isEmpty()
                ? Optional.empty()
                : Optional.of(Step.of(waited.get(0).fix(), waited, Set.of(), site.installation()));
    }

    private Step alone(Remedy remedy) {
        return Step.of(remedy.fix(), List.of(remedy), Set.of(), site.installation());
    }

    private List<Step> restarts(Server server, List<Remedy> remedies) {
        if (site.cluster().isEmpty()) {
            return restart(server, remedies).stream().toList();
        }
        List<Step> steps = new ArrayList<>();
        List<Remedy> hung = remedies.stream()
                .filter(each -> each.fix() instanceof Fix.KillSurvivor)
                .toList();
        List<Remedy> others =
                remedies.stream().filter(each -> !hung.contains(each)).toList();
        inCluster(server, hung, Fix.DeletePods::new).ifPresent(steps::add);
        inCluster(server, others, Fix.RestartDeployments::new).ifPresent(steps::add);
        return steps;
    }

    /** Where each part is a Deployment of its own, the one is restarted that it is, and those that it may be instead. */
    private Optional<Step> inCluster(Server server, List<Remedy> remedies, BiFunction<Server, Set<Part>, Fix> fix) {
        if (remedies.isEmpty()) {
            return Optional.empty();
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        remedies.forEach(each -> parts.addAll(candidates(each)));
        return Optional.of(Step.of(fix.apply(server, parts), remedies, components(), site.installation()));
    }

    private Set<CheckId> components() {
        Set<Part> unused = site.cluster().map(Cluster::unused).orElse(Set.of());
        Set<CheckId> used = new LinkedHashSet<>(Step.COMPONENTS);
        unused.forEach(part -> used.remove(new CheckId("component." + part.word())));
        return used;
    }

    /** A server as a whole is nothing that could be restarted there: that it may be all of it names no part. */
    private static Set<Part> candidates(Remedy remedy) {
        Set<Part> candidates = EnumSet.of(remedy.cause().part());
        remedy.cause().cannotBeToldFrom().stream()
                .map(Suspect::part)
                .filter(part -> part.tier() == remedy.cause().part().tier() && !part.isWholeServer())
                .forEach(candidates::add);
        return candidates;
    }

    /** What would be done for one cause alone. */
    private List<Fix> inCluster(Remedy remedy) {
        return remedy.cause().part().server().stream()
                .map(server -> remedy.fix() instanceof Fix.KillSurvivor
                        ? new Fix.DeletePods(server, candidates(remedy))
                        : new Fix.RestartDeployments(server, candidates(remedy)))
                .map(Fix.class::cast)
                .toList();
    }

    private Optional<Step> restart(Server server, List<Remedy> remedies) {
        if (remedies.isEmpty()) {
            return Optional.empty();
        }
        Set<Part> hung = hung(remedies);
        Fix fix = hung.isEmpty() ? new Fix.RestartServer(server) : new Fix.KillSurvivor(server, hung);
        return Optional.of(Step.of(fix, remedies, Step.COMPONENTS, site.installation()));
    }

    /** Those that hang, and those that it may be instead: what does not outlive the stop is not touched. */
    private static Set<Part> hung(Collection<Remedy> remedies) {
        Set<Part> hung = new LinkedHashSet<>();
        remedies.stream()
                .filter(each -> each.fix() instanceof Fix.KillSurvivor)
                .flatMap(each -> Stream.concat(
                        Stream.of(each.cause().part()),
                        each.cause().cannotBeToldFrom().stream().map(Suspect::part)))
                .forEach(hung::add);
        return hung;
    }
}
