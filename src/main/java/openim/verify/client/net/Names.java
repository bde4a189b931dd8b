package openim.verify.client.net;

import java.net.InetAddress;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.verdict.CannotLook;

/** Looks names up. Nothing ends a look-up of the system, so it is left behind when time is over. */
public final class Names {

    /** An address is no name: nobody is asked for it, and nothing is waited for. */
    private static final Pattern LITERAL =
            Pattern.compile("\\d+(\\.\\d+){3}|\\[?[0-9a-fA-F]*:[0-9a-fA-F:.]+(%\\w+)?]?");

    private Names() {}

    /** Whether it is an address, which leads to itself whoever is asked. */
    public static boolean isAddress(String host) {
        return LITERAL.matcher(host).matches();
    }

    /**
     * The addresses that a name has here.
     *
     * @throws NotConnected if it has none, or that is not found out in time; see {@link Reachability#isUnknownName}
     */
    public static InetAddress[] addressesOf(String host, Deadline deadline) throws NotConnected {
        if (Thread.currentThread().isInterrupted()) {
            throw new CannotLook("the run was stopped");
        }
        try {
            return isAddress(host)
                    ? InetAddress.getAllByName(host)
                    : Bounded.call(deadline, "looks-up-" + host, () -> InetAddress.getAllByName(host));
        } catch (CannotLook stopped) {
            throw stopped;
        } catch (TimeoutException late) {
            throw new NotConnected(
                    Failure.UNREACHABLE, "the name " + host + " was not found out within " + deadline, late);
        } catch (Exception unknown) {
            throw new NotConnected(Failure.UNREACHABLE, "unknown host " + host, unknown);
        }
    }
}
