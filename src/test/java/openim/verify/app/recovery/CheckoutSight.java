package openim.verify.app.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.docker.ContainerState;
import openim.verify.config.Tools;
import openim.verify.host.ProcessReport;
import openim.verify.host.RunningProcess;
import openim.verify.host.RunningStarts;
import openim.verify.host.ServiceEnvironment;
import openim.verify.recovery.act.CommandTimeouts;
import openim.verify.recovery.act.Executor;
import openim.verify.recovery.act.SystemView;
import openim.verify.recovery.record.Journal;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Site;
import openim.verify.verdict.CannotLook;

/** What is seen of a checkout of real processes, whose components are as the test says. */
record CheckoutSight(MageCheckout checkout, Components components) implements SystemView {

    /** How the components are. */
    interface Components {
        Health health(Part part);
    }

    static final Components WELL = part -> new Health.Well();

    private static final Duration PATIENT = Duration.ofSeconds(20);

    static Tools tools(MageCheckout checkout) {
        return new Tools(checkout.mage().toString(), "docker");
    }

    /** An executor that works in it, with little patience for a start. */
    static Executor executor(MageCheckout checkout, Components components, Journal journal, Path outputs) {
        Site site = new Site(
                Installation.SOURCE,
                Optional.of(checkout.directory()),
                Optional.empty(),
                Optional.empty(),
                "127.0.0.1",
                Map.of());
        return new Executor(
                site,
                new LocalTooling(tools(checkout), System.getenv()),
                new CheckoutSight(checkout, components),
                journal,
                outputs,
                new CommandTimeouts(PATIENT, PATIENT, Duration.ofSeconds(10), Duration.ofSeconds(4), PATIENT));
    }

    @Override
    public List<RunningProcess> processes(Path of) {
        return checkout.processes();
    }

    @Override
    public ServiceEnvironment environment(Path of) {
        return ServiceEnvironment.of(checkout.processes());
    }

    @Override
    public ProcessReport count(Path of) {
        return checkout.counter().check(of, Deadline.in(PATIENT));
    }

    @Override
    public List<Long> runningStarts(Path of) {
        return RunningStarts.in(of);
    }

    @Override
    public List<ContainerState> containers(Path project) {
        throw new CannotLook("there is no docker in this test");
    }

    @Override
    public Optional<String> lastWordsOfEmptied(ContainerState container) {
        return Optional.empty();
    }

    @Override
    public Health health(Part component) {
        return components.health(component);
    }
}
