package openim.verify.app.recovery;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.kubernetes.Pod;
import openim.verify.client.kubernetes.PodPlight;
import openim.verify.client.kubernetes.Rollout;
import openim.verify.client.kubernetes.Workload;
import openim.verify.recovery.act.Controllers;
import openim.verify.runbook.Site;
import openim.verify.target.Deployment;
import openim.verify.verdict.NotLookedAt;

/** The controllers of the cluster that a deployment runs in. */
record ClusterControllers(Namespace namespace, Rollout rollout) implements Controllers {

    /** Those that keep what was found to belong; none if it runs in no cluster. */
    static Controllers of(Deployment openim, Site site) {
        return site.cluster()
                .flatMap(cluster -> openim.settings().kubernetes().map(where -> (Controllers) new ClusterControllers(
                        openim.tools().namespace().orElseThrow(),
                        new Rollout(
                                where,
                                openim.settings().deadlines().tool(),
                                Set.copyOf(cluster.deployments().values())))))
                .orElse(Controllers.NONE);
    }

    @Override
    public Standing standing(String deployment) {
        Optional<Workload> workload = namespace.deployments().stream()
                .filter(each -> each.name().equals(deployment))
                .findFirst();
        if (workload.isEmpty()) {
            throw new NotLookedAt("there is no Deployment " + deployment + " in the namespace " + namespace.name());
        }
        List<Pod> own = namespace.pods().stream().filter(workload.get()::keeps).toList();
        Set<String> ready = own.stream()
                .filter(pod -> pod.ready() && !pod.leaving())
                .map(Pod::name)
                .collect(Collectors.toSet());
        Set<String> others = new HashSet<>(own.stream().map(Pod::name).toList());
        others.removeAll(ready);
        PodPlight plight = new PodPlight(namespace, List.of(), Optional.empty());
        String ailing = own.stream().flatMap(pod -> plight.of(pod).stream()).collect(Collectors.joining(", "));
        return new Standing(workload.get().wanted(), ready, others, ailing);
    }

    @Override
    public void restart(String deployment) {
        rollout.restart(deployment);
    }

    @Override
    public void delete(String pod) {
        rollout.delete(pod);
    }
}
