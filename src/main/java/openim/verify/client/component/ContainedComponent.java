package openim.verify.client.component;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.ops.ContainerState;
import openim.verify.client.ops.Docker;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * A component that publishes no port, in a container of a compose project on this machine. That its container runs says nothing:
 * it is asked in its own protocol, at the container's own address, which a Linux host reaches, or else by the client that its image
 * brings along.
 *
 * @param title for sentences: {@code Redis}
 * @param service of the compose project
 * @param project its directory
 * @param at the driver that asks it at an address; empty if nothing says at which port and with which login
 * @param own its own client
 */
public record ContainedComponent(
        String title,
        String service,
        Path project,
        Docker docker,
        Function<String, Optional<Component>> at,
        Supplier<OwnClient> own)
        implements Component {

    @Override
    public String who() {
        return title + " in the container of " + service;
    }

    @Override
    public Ping ping(Deadline deadline) {
        try {
            List<ContainerState> all = docker.composeContainers(project, deadline);
            Optional<ContainerState> container =
                    all.stream().filter(each -> each.service().equals(service)).findFirst();
            if (container.isEmpty()) {
                return new Ping.Unknown("the compose project in " + project + " has no container of " + service);
            }
            return container.get().isRunning() ? asked(container.get(), deadline) : ended(container.get());
        } catch (CannotLook | NotLookedAt blind) {
            return new Ping.Unknown(String.valueOf(blind.getMessage()));
        }
    }

    private static Ping ended(ContainerState container) {
        Failure failure = container.state().equals("paused") ? Failure.NO_ANSWER : Failure.UNREACHABLE;
        return new Ping.Dead(Optional.of(failure), "its container does not run: " + container);
    }

    /** Where two ways give no answer, it gives none; where one does, that may be the way. */
    private Ping asked(ContainerState container, Deadline deadline) {
        Ping there =
                atItsAddress(container, deadline.atMost(deadline.remaining().dividedBy(2)));
        if (there instanceof Ping.Alive || there instanceof Ping.Complaint || isItsOwnAnswer(there)) {
            return there;
        }
        Ping inside = own.get().ask(docker, container.name(), deadline);
        if (!(inside instanceof Ping.Unknown unknown)) {
            return inside;
        }
        return isSilent(there) && deadline.isOver()
                ? there
                : new Ping.Unknown(words(there) + unknown.reason() + "; ask it in " + project + " by: "
                        + own.get().typed(service));
    }

    private Ping atItsAddress(ContainerState container, Deadline deadline) {
        Optional<String> address = docker.inspect(List.of(container.name()), deadline).stream()
                .flatMap(each -> each.addresses().stream())
                .findFirst();
        return address.isEmpty()
                ? new Ping.Unknown("its container has no address of its own")
                : at.apply(address.get())
                        .map(driver -> driver.ping(deadline))
                        .orElseGet(() -> new Ping.Unknown("the compose project does not say where it answers"));
    }

    /** One that is refused, or answered badly, was reached. */
    private static boolean isItsOwnAnswer(Ping ping) {
        return ping instanceof Ping.Dead dead
                && dead.failure()
                        .filter(failure -> failure == Failure.NO_ANSWER || failure == Failure.UNREACHABLE)
                        .isEmpty();
    }

    /** It took the connection. */
    private static boolean isSilent(Ping ping) {
        return ping instanceof Ping.Dead dead
                && dead.failure().filter(Failure.NO_ANSWER::equals).isPresent();
    }

    private static String words(Ping ping) {
        return ping instanceof Ping.Dead dead
                ? dead.words() + "; "
                : ping instanceof Ping.Unknown unknown ? unknown.reason() + "; " : "";
    }
}
