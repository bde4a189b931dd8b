package openim.verify.app.recovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import openim.verify.client.docker.ContainerState;
import openim.verify.host.ProcessReport;
import openim.verify.host.RunningProcess;
import openim.verify.host.ServiceEnvironment;
import openim.verify.recovery.act.SystemView;
import openim.verify.runbook.Part;
import openim.verify.verdict.CannotLook;

/**
 * What is seen where no process of a server runs on this host.
 *
 * @param components how they are
 * @param projects the containers of a compose project
 * @param emptied what a container said last in which nothing but a shell is left
 */
record ComponentSight(
        Function<Part, Health> components,
        Function<Path, List<ContainerState>> projects,
        Function<ContainerState, Optional<String>> emptied)
        implements SystemView {

    /** Where no container lives on around a process that is gone. */
    ComponentSight(Function<Part, Health> components, Function<Path, List<ContainerState>> projects) {
        this(components, projects, container -> Optional.empty());
    }

    @Override
    public List<RunningProcess> processes(Path of) {
        return List.of();
    }

    @Override
    public ServiceEnvironment environment(Path of) {
        return ServiceEnvironment.NONE;
    }

    @Override
    public ProcessReport count(Path of) {
        throw new CannotLook("there is no mage in this test");
    }

    @Override
    public List<Long> runningStarts(Path of) {
        return List.of();
    }

    @Override
    public List<ContainerState> containers(Path of) {
        return projects.apply(of);
    }

    @Override
    public Optional<String> lastWordsOfEmptied(ContainerState container) {
        return emptied.apply(container);
    }

    @Override
    public Health health(Part component) {
        return components.apply(component);
    }
}
