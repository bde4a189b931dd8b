package openim.verify.recovery.act;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import openim.verify.client.docker.ContainerState;
import openim.verify.host.ProcessReport;
import openim.verify.host.RunningProcess;
import openim.verify.host.ServiceEnvironment;
import openim.verify.runbook.Part;

/**
 * Everything that the harness looks at before and after it changes a system. Each look throws
 * {@link openim.verify.verdict.NotLookedAt} or {@link openim.verify.verdict.CannotLook} where it cannot be had.
 */
public interface SystemView {

    /** The processes that run out of a directory, as the operating system has them. */
    List<RunningProcess> processes(Path directory);

    /**
     * What the services of a directory have in their environment, so that it can be given back to those that are started in their
     * place. Where none runs that could tell, what there is of it in our own.
     */
    ServiceEnvironment environment(Path directory);

    /** What {@code mage check} counts in a directory. */
    ProcessReport count(Path directory);

    /** The {@code mage start}s that are going on in a directory, by their numbers. */
    List<Long> runningStarts(Path directory);

    /** The containers of the compose project in a directory, stopped ones included. */
    List<ContainerState> containers(Path directory);

    /**
     * What a container said last in which nothing is left but a shell; none where something else runs in it, or nobody can see
     * that. It never throws.
     */
    Optional<String> lastWordsOfEmptied(ContainerState container);

    /** How a component is; never throws for what it finds. */
    Health health(Part component);

    /** What a ping of a component came to. */
    sealed interface Health {

        /** It answered as it should. */
        record Well() implements Health {}

        /** It did not. */
        record Unwell(String words) implements Health {}

        /** Nothing can be said of it from here. */
        record Unknown(String reason) implements Health {}
    }
}
