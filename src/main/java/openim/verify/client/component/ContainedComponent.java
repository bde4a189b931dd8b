package openim.verify.client.component;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.docker.ContainerPlight;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.client.net.KnownNames;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * A component that publishes no port, in a container of a compose project on this machine. That its container runs says nothing:
 * it is asked in its own protocol, by the name that containers have for it, which leads to the container's own address where a
 * Linux host reaches that, or else by the client that its image brings along.
 *
 * @param title for sentences: {@code Redis}
 * @param service of the compose project
 * @param project its directory
 * @param names among which its own is
 * @param there the driver that asks it by its name; empty if nothing says at which port and with which login
 * @param own its own client
 */
public record ContainedComponent(
        String title,
        String service,
        Path project,
        Docker docker,
        KnownNames names,
        Optional<Component> there,
        Supplier<OwnClient> own)
        implements Component {

    @Override
    public String who() {
        return title + " in the container of " + service;
    }

    /** Where it is takes docker's time, and not the component's. */
    @Override
    public String mustBeAlive(Duration within) {
        names.prepare();
        return Component.super.mustBeAlive(within);
    }

    /** Where two ways give no answer, it gives none; where one does, that may be the way. */
    @Override
    public Ping ping(Deadline deadline) {
        Ping asked = byItsName(deadline.atMost(deadline.remaining().dividedBy(2)));
        if (asked instanceof Ping.Alive || asked instanceof Ping.Complaint || isItsOwnAnswer(asked)) {
            return asked;
        }
        try {
            Optional<ContainerState> container = docker.composeContainers(project, deadline).stream()
                    .filter(each -> each.service().equals(service))
                    .findFirst();
            if (container.isEmpty()) {
                return new Ping.Unknown("the compose project in " + project + " has no container of " + service);
            }
            return container.get().isRunning()
                    ? askedInside(container.get(), asked, deadline)
                    : ended(container.get(), deadline);
        } catch (CannotLook | NotLookedAt blind) {
            return new Ping.Unknown(reason(asked) + "; " + blind.getMessage());
        }
    }

    private Ping ended(ContainerState container, Deadline deadline) {
        Failure failure = container.state().equals("paused") ? Failure.NO_ANSWER : Failure.UNREACHABLE;
        return new Ping.Dead(
                Optional.of(failure),
                "its container does not run: " + new ContainerPlight(docker, deadline).words(List.of(container)));
    }

    private Ping askedInside(ContainerState container, Ping asked, Deadline deadline) {
        Ping inside = own.get().ask(docker, container.name(), deadline);
        if (inside instanceof Ping.Alive alive) {
            return new Ping.Alive(alive.words() + "; asked in there, because from here: " + reason(asked));
        }
        if (!(inside instanceof Ping.Unknown unknown)) {
            return inside;
        }
        return isSilent(asked) && deadline.isOver()
                ? asked
                : new Ping.Unknown(reason(asked) + "; " + unknown.reason() + "; ask it in " + project + " by: "
                        + own.get().typed(service));
    }

    private Ping byItsName(Deadline deadline) {
        return there.map(driver -> driver.ping(deadline))
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

    private static String reason(Ping ping) {
        return ping instanceof Ping.Dead dead
                ? dead.words()
                : ping instanceof Ping.Unknown unknown ? unknown.reason() : "it was not asked";
    }
}
