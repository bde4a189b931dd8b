package openim.verify.client.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;

/** Looks names up. Nothing ends a look-up of the system, so it is left behind on a thread of its own when time is over. */
final class Names {

    private Names() {}

    static InetAddress[] addressesOf(String host, Deadline deadline) throws NotConnected {
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        Thread lookUp = new Thread(() -> lookUp(host, found), "looks-up-" + host);
        lookUp.setDaemon(true);
        lookUp.start();
        try {
            return found.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException unknown) {
            throw new NotConnected(Failure.UNREACHABLE, "unknown host " + host, unknown.getCause());
        } catch (TimeoutException late) {
            throw new NotConnected(
                    Failure.UNREACHABLE, "the name " + host + " was not found out within " + deadline, late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new NotConnected(Failure.UNREACHABLE, "the run was stopped", stop);
        }
    }

    private static void lookUp(String host, CompletableFuture<InetAddress[]> found) {
        try {
            found.complete(InetAddress.getAllByName(host));
        } catch (UnknownHostException | SecurityException unknown) {
            found.completeExceptionally(unknown);
        }
    }
}
