package openim.verify.app.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.component.Component;
import openim.verify.client.docker.ContainerPlight;
import openim.verify.client.docker.ContainerProcesses;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.kubernetes.Pod;
import openim.verify.client.kubernetes.PodPlight;
import openim.verify.client.kubernetes.Rollout;
import openim.verify.client.kubernetes.Workload;
import openim.verify.host.ProcessReport;
import openim.verify.host.ProcessTable;
import openim.verify.host.RunningProcess;
import openim.verify.host.RunningStarts;
import openim.verify.host.ServiceEnvironment;
import openim.verify.recovery.act.Controllers;
import openim.verify.recovery.act.SystemView;
import openim.verify.runbook.Part;
import openim.verify.runbook.Site;
import openim.verify.target.Backends;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** What the harness sees of a deployment on this machine. */
record DeploymentView(Deployment openim) implements SystemView {

    @Override
    public List<RunningProcess> processes(Path directory) {
        return ProcessTable.under(directory).processes();
    }

    @Override
    public ServiceEnvironment environment(Path directory) {
        List<RunningProcess> running = processes(directory);
        return running.isEmpty() ? ServiceEnvironment.deciding(System.getenv()) : ServiceEnvironment.of(running);
    }

    @Override
    public ProcessReport count(Path directory) {
        try {
            return openim.tools().mage().check(directory, tool());
        } catch (CannotLook | NotLookedAt silent) {
            ProcessTable table = ProcessTable.under(directory);
            if (table.processes().isEmpty()) {
                throw silent;
            }
            return new ProcessReport(
                    table.counts(), 0, "counted instead of mage check: " + silent.getMessage(), Duration.ZERO);
        }
    }

    @Override
    public List<Long> runningStarts(Path directory) {
        return RunningStarts.in(directory);
    }

    @Override
    public List<ContainerState> containers(Path directory) {
        return openim.tools().docker().afresh().composeContainers(directory, tool());
    }

    @Override
    public Optional<String> lastWordsOfEmptied(ContainerState container) {
        Docker docker = openim.tools().docker().afresh();
        ContainerProcesses processes = new ContainerProcesses(docker, tool());
        try {
            return processes.isEmptied(container, processes.in(container))
                    ? new ContainerPlight(docker, tool()).lastWords(container).or(() -> Optional.of("nothing of why"))
                    : Optional.empty();
        } catch (CannotLook | NotLookedAt blind) {
            return Optional.empty();
        }
    }

    @Override
    public Health health(Part component) {
        Duration call = openim.settings().deadlines().call();
        try {
            Backends.known(openim.settings(), of(component), "where " + component.title() + " answers")
                    .mustBeAlive(call);
            return new Health.Well();
        } catch (BrokenPromise broken) {
            return new Health.Unwell(String.valueOf(broken.getMessage()));
        } catch (NotLookedAt blind) {
            return new Health.Unknown(String.valueOf(blind.getMessage()));
        }
    }

    private Optional<Component> of(Part component) {
        Backends underneath = openim.underneath();
        return switch (component) {
            case MONGO -> underneath.mongo();
            case REDIS -> underneath.redis();
            case KAFKA -> underneath.kafka();
            case ETCD -> underneath.etcd();
            case MINIO -> underneath.minio();
            default -> throw new IllegalArgumentException(component.word() + " is no component");
        };
    }

    /** The controllers that keep what was found to belong; none if it runs in no cluster. */
    Controllers controllers(Site site) {
        return site.cluster()
                .flatMap(cluster -> openim.settings().kubernetes().map(where -> (Controllers) new ClusterControllers(
                        openim.tools().namespace().orElseThrow(),
                        new Rollout(
                                where,
                                openim.settings().deadlines().tool(),
                                Set.copyOf(cluster.deployments().values())))))
                .orElse(Controllers.NONE);
    }

    private Deadline tool() {
        return Deadline.in(openim.settings().deadlines().tool());
    }

    /** The controllers of the cluster that a deployment runs in. */
    private record ClusterControllers(Namespace namespace, Rollout rollout) implements Controllers {

        @Override
        public Standing standing(String deployment) {
            Optional<Workload> workload = namespace.deployments().stream()
                    .filter(each -> each.name().equals(deployment))
                    .findFirst();
            if (workload.isEmpty()) {
                throw new NotLookedAt("there is no Deployment " + deployment + " in the namespace " + namespace.name());
            }
            List<Pod> own =
                    namespace.pods().stream().filter(workload.get()::keeps).toList();
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
}
