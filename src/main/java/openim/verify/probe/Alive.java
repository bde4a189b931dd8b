package openim.verify.probe;

import java.time.Duration;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.component.Component;
import openim.verify.client.component.Ping;

/** Components that answer. */
public final class Alive {

    private Alive() {}

    /**
     * Sees to it that a component answers. A silence is listened to twice: while our own drivers load, the first may be ours.
     *
     * @param within how long each ping may take
     * @return what it said of itself
     * @throws openim.verify.verdict.BrokenPromise if it is dead or hangs
     * @throws openim.verify.verdict.NotLookedAt if nothing can be said of it from here
     */
    public static String required(Component component, Duration within) {
        Ping first = component.ping(Deadline.in(within));
        return isSilence(first)
                ? component.requireAlive(Deadline.in(within))
                : first.requireAlive(component.who());
    }

    private static boolean isSilence(Ping ping) {
        return ping instanceof Ping.Dead dead
                && dead.failure().filter(Failure.NO_ANSWER::equals).isPresent();
    }
}
