package openim.verify.file.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.file.FreshPut;
import openim.verify.client.net.HttpCall;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Tls;

/**
 * Looks for an address that would do in the place of one that does not.
 *
 * <p>It has to lead to this deployment's store, and not to any: so it must take what OpenIM signed.
 *
 * @param hosts that clients reach: scheme and host
 * @param store as OpenIM reaches it, where that is known
 * @param leave to put one file, as OpenIM gave it
 * @param each how long one address has to answer
 */
record WorkingAddress(List<URI> hosts, Optional<URI> store, FreshPut leave, Tls tls, Duration each) {

    /** As OpenIM publishes MinIO. */
    private static final int PUBLISHED = 10005;

    /** As MinIO listens by itself. */
    private static final int OWN = 9000;

    /** The first that does. */
    Optional<URI> find() {
        return hosts.stream().flatMap(this::candidates).filter(this::works).findFirst();
    }

    private Stream<URI> candidates(URI host) {
        Stream<URI> ports = Stream.of(
                        store.map(Examined::portOf),
                        Optional.of(Examined.portOf(leave.address())),
                        Optional.of(PUBLISHED),
                        Optional.of(OWN))
                .flatMap(Optional::stream)
                .map(port -> URI.create(host + ":" + port));
        return Stream.concat(ports, Stream.of(host)).distinct().filter(candidate -> !candidate.equals(leave.address()));
    }

    private boolean works(URI candidate) {
        return healthPage(candidate, tls, Deadline.in(each))
                        .filter(StoreReply::isTaken)
                        .isPresent()
                && putAt(candidate, leave, tls, Deadline.in(each))
                        .filter(StoreReply::isTaken)
                        .isPresent();
    }

    /** What is answered to the same request at another address; empty if nobody answers. */
    static Optional<StoreReply> putAt(URI store, FreshPut leave, Tls tls, Deadline deadline) {
        try {
            return Optional.of(StoreReply.of(leave.putAt(store, tls, deadline)));
        } catch (NotConnected none) {
            return Optional.empty();
        }
    }

    /** What MinIO's health page answers under an address; empty if nobody answers. */
    static Optional<StoreReply> healthPage(URI address, Tls tls, Deadline deadline) {
        try {
            URI page = URI.create(address.toString().replaceFirst("/+$", "") + "/minio/health/live");
            return Optional.of(StoreReply.of(HttpCall.get(page).send(tls, deadline)));
        } catch (NotConnected none) {
            return Optional.empty();
        }
    }
}
