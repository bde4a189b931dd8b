package openim.verify.file.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.ApiResult;
import openim.verify.client.Failure;
import openim.verify.client.file.Content;
import openim.verify.client.file.FreshPut;
import openim.verify.client.net.Names;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Reachability;
import openim.verify.client.net.Tls;
import openim.verify.config.Settings;
import openim.verify.config.store.Minio;
import openim.verify.file.Uploader;
import openim.verify.target.Deployment;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;

/** Goes the way that a client is sent for its files, and notes what it meets. */
final class Examination {

    private static final int SIZE = 1024;
    private static final String NAME = "doctor.bin";

    /** An address that is only tried out has to answer in this part of the time that a call has. */
    private static final int SHARE = 4;

    private final Settings settings;
    private final Tls tls;
    private final Uploader uploader;
    private final FreshPut leave;

    private Examination(Settings settings, Tls tls, Uploader uploader, FreshPut leave) {
        this.settings = settings;
        this.tls = tls;
        this.uploader = uploader;
        this.leave = leave;
    }

    /**
     * Has OpenIM say where clients are to go.
     *
     * @throws CannotLook if it does not
     */
    static Examination begin(Deployment openim, Uploader uploader) {
        ApiResult<FreshPut> told = uploader.asksToPut(Content.fresh(SIZE), NAME);
        FreshPut leave = told.value()
                .orElseThrow(() -> new CannotLook(
                        "OpenIM does not say where clients are to put files: " + told,
                        told.answer().evidence().toArray(Evidence[]::new)));
        return new Examination(openim.settings(), openim.tls(), uploader, leave);
    }

    /** Goes there. */
    Examined facts() {
        Instant at = Instant.now();
        URI address = leave.address();
        Met met = met();
        Optional<StoreReply> refusal = met.answer().filter(reply -> !reply.isTaken());
        Optional<StoreReply> healthPage =
                refusal.flatMap(reply -> WorkingAddress.healthPage(address, tls, withinACall()));
        Optional<StoreReply> directly = refusal.filter(StoreReply::isOfAStore)
                .flatMap(reply -> store())
                .flatMap(store -> WorkingAddress.putAt(store, leave, tls, withinACall()));
        if (Stream.concat(met.answer().stream(), directly.stream()).anyMatch(StoreReply::isTaken)) {
            // What was put is only gone from its temporary place once it is completed.
            uploader.completes(leave, NAME);
        }
        URI api = settings.endpoints().api();
        return new Examined(
                address,
                addressesOf(Examined.hostOf(address)),
                leave.signedPath(),
                leave.signedAt(),
                at,
                settings.externalAddress(),
                store().map(Examined::hostOf),
                api,
                addressesOf(Examined.hostOf(api)),
                settings.clientsHere(),
                met,
                healthPage,
                directly);
    }

    private Met met() {
        try {
            return new Met.Reply(StoreReply.of(leave.put(OwnHosts.of(settings), tls, withinACall())));
        } catch (NotConnected none) {
            return met(none);
        }
    }

    private Met met(NotConnected none) {
        if (Reachability.isUnknownName(none)) {
            return new Met.UnknownName();
        }
        if (none.failure() == Failure.REFUSED) {
            return new Met.Refused();
        }
        if (none.failure() == Failure.TLS) {
            return new Met.NoTls(
                    none.words(), OwnHosts.of(settings).certificate(leave.part().url(), tls, withinACall()));
        }
        return none.failure() == Failure.UNREACHABLE ? new Met.NoWay(none.words()) : new Met.Silence(none.words());
    }

    /** Looks for an address that would do, with another leave: one that was used up leaves something behind. */
    Optional<URI> workingAddress() {
        return uploader.asksToPut(Content.fresh(SIZE), NAME).value().flatMap(unused -> {
            Duration each = settings.deadlines().call().dividedBy(SHARE);
            Optional<URI> found = new WorkingAddress(hosts(), store(), unused, tls, each).find();
            found.ifPresent(address -> uploader.completes(unused, NAME));
            return found;
        });
    }

    /** Where clients may come: never at an address that leads them to their own machine, or into a network of containers. */
    private List<URI> hosts() {
        URI api = settings.endpoints().api();
        List<InetAddress> addresses = addressesOf(Examined.hostOf(api));
        return settings.clientsHere() || !OwnAddresses.isOnlyOfThisMachine(addresses)
                ? List.of(URI.create(api.getScheme() + "://" + api.getHost()))
                : OwnAddresses.thatOthersReach().stream()
                        .map(address -> URI.create("http://" + address))
                        .toList();
    }

    private Optional<URI> store() {
        return settings.stores().minio().map(Minio::endpoint);
    }

    private List<InetAddress> addressesOf(String host) {
        try {
            return List.of(Names.addressesOf(host, withinACall()));
        } catch (NotConnected none) {
            return List.of();
        }
    }

    private Deadline withinACall() {
        return Deadline.in(settings.deadlines().call());
    }
}
