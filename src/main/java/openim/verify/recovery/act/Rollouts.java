package openim.verify.recovery.act;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.recovery.act.Controllers.Standing;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.runbook.Cluster;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.verdict.BrokenPromise;

/**
 * Restarts Deployments of a cluster, and deletes pods that hang; both are judged by the pods that are ready afterwards, and none of
 * which was there before. That the cluster accepts a change proves nothing.
 */
final class Rollouts {

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
            return Outcome.NeedsPerson.untouched("no Deployment of " + server.title() + " was found in the namespace "
                    + cluster.namespace() + ", so nothing was restarted");
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
                List<String> pods =
                        cluster.pods(part).stream().filter(all(now)::contains).toList();
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
