package openim.verify.file.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.net.HttpAnswer;
import openim.verify.client.net.HttpCall;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Tls;

/** Looks for an address at which an object store answers, to be proposed in the place of one that does not work. */
record WorkingAddress(URI api, URI wrong, Optional<URI> store, Tls tls, Duration each) {

    /** As OpenIM publishes MinIO. */
    private static final int PUBLISHED = 10005;

    /** As MinIO listens by itself. */
    private static final int OWN = 9000;

    /** The first that has the store's health page: on the API's host, which clients reach. */
    Optional<URI> find() {
        return Stream.concat(onHostOfApi(), itself())
                .distinct()
                .filter(candidate -> !candidate.equals(wrong))
                .filter(this::answers)
                .findFirst();
    }

    private Stream<URI> onHostOfApi() {
        String host = api.getScheme() + "://" + api.getHost();
        return Stream.concat(
                Stream.of(
                                Optional.of(Examined.portOf(wrong)),
                                store.map(Examined::portOf),
                                Optional.of(PUBLISHED),
                                Optional.of(OWN))
                        .flatMap(Optional::stream)
                        .map(port -> URI.create(host + ":" + port)),
                Stream.of(URI.create(host)));
    }

    /** As OpenIM reaches it, if that is no worse than the API for clients. */
    private Stream<URI> itself() {
        return store.stream()
                .filter(url -> url.getHost() != null && url.getHost().equals(api.getHost()))
                .filter(url -> url.getScheme().equals(api.getScheme()));
    }

    private boolean answers(URI candidate) {
        return healthPage(candidate, tls, Deadline.in(each)).filter(StoreReply::isTaken).isPresent();
    }

    /** What MinIO's health page answers under an address. */
    static Optional<StoreReply> healthPage(URI address, Tls tls, Deadline deadline) {
        try {
            URI page = URI.create(address.toString().replaceFirst("/+$", "") + "/minio/health/live");
            HttpAnswer answer = HttpCall.get(page).send(tls, deadline);
            return Optional.of(StoreReply.of(answer));
        } catch (NotConnected none) {
            return Optional.empty();
        }
    }
}
