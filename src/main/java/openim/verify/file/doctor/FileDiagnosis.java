package openim.verify.file.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.ApiResult;
import openim.verify.client.Failure;
import openim.verify.client.file.Content;
import openim.verify.client.file.FreshPut;
import openim.verify.client.net.HttpCall;
import openim.verify.client.net.Names;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Reachability;
import openim.verify.client.net.Tls;
import openim.verify.config.Settings;
import openim.verify.config.reach.Ports;
import openim.verify.config.store.Minio;
import openim.verify.file.Uploader;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;

/**
 * What the doctor has to say of a deployment.
 *
 * @param findings what is wrong, first what to mend first; empty if nothing is
 * @param setting where a person changes the address
 * @param works an address at which an object store answers, if the one that clients get does not do and another was found
 */
public record FileDiagnosis(Examined facts, List<FileFinding> findings, Setting setting, Optional<URI> works) {

    public FileDiagnosis {
        findings = List.copyOf(findings);
    }

    /**
     * Examines a deployment and judges.
     *
     * @throws openim.verify.verdict.CannotLook if OpenIM does not say where clients are to go
     */
    public static FileDiagnosis of(Deployment openim, Uploader uploader) {
        Examination examination = Examination.begin(openim, uploader);
        Examined facts = examination.facts();
        List<FileFinding> findings = facts.findings();
        return new FileDiagnosis(
                facts, findings, setting(openim), findings.isEmpty() ? Optional.empty() : examination.workingAddress());
    }

    private static Setting setting(Deployment openim) {
        Setting written = Setting.of(openim.settings());
        return openim.underneath()
                .registrations()
                .flatMap(etcd -> etcd.keyInPlaceOf(
                        "minio.yml", Deadline.in(openim.settings().deadlines().call())))
                .map(written::inConfigCentre)
                .orElse(written);
    }

    /** What was seen where nothing is wrong, in a sentence. */
    public String healthy() {
        String nobodyElse = Scope.widest(facts.addresses()) == Scope.LOOPBACK
                ? "; it is a loopback address, which leads every other machine to itself"
                : "";
        return "clients are sent to " + facts.address() + ", where an object store takes what OpenIM signed"
                + nobodyElse;
    }

    /**
     * Sees to it that nothing is wrong.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if something is; it says what to change
     */
    public String mustBeHealthy() {
        if (findings.isEmpty()) {
            return healthy();
        }
        FileFinding first = findings.get(0);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.of(Evidence.EXPECTED, "clients reach the object store at the address that they get"));
        findings.forEach(finding -> evidence.add(Evidence.of(Evidence.SEEN, finding.wrong())));
        first.mend(setting, works).forEach(step -> evidence.add(Evidence.of("mend", step)));
        evidence.add(Evidence.of("setting", setting.name() + " in " + setting.file()));
        works.ifPresent(url -> evidence.add(Evidence.of("works", url)));
        throw new BrokenPromise(first.wrong() + ". " + String.join(" ", first.mend(setting, works)), evidence);
    }

    /** Goes the way that a client is sent for its files, and notes what it meets. */
    private static final class Examination {

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
                        none.words(),
                        OwnHosts.of(settings).certificate(leave.part().url(), tls, withinACall()));
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
    private record WorkingAddress(List<URI> hosts, Optional<URI> store, FreshPut leave, Tls tls, Duration each) {

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
                            store.map(Ports::of),
                            Optional.of(Ports.of(leave.address())),
                            Optional.of(PUBLISHED),
                            Optional.of(OWN))
                    .flatMap(Optional::stream)
                    .map(port -> URI.create(host + ":" + port));
            return Stream.concat(ports, Stream.of(host))
                    .distinct()
                    .filter(candidate -> !candidate.equals(leave.address()));
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

    /** The addresses of this machine: those that others reach, and those that lead nowhere for them. */
    static final class OwnAddresses {

        /** Networks of containers and of virtual machines on this one. */
        private static final Pattern INNER =
                Pattern.compile("(docker|br-|veth|virbr|cni|flannel|cali|podman|lxc|lxd|kube|tunl|vmnet|vboxnet).*");

        private OwnAddresses() {}

        /** Those that others may reach, as they stand in a URL: IPv4 first, the loopback and networks of containers left out. */
        static List<String> thatOthersReach() {
            return interfaces(false)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .sorted((one, other) -> Boolean.compare(one instanceof Inet6Address, other instanceof Inet6Address))
                    .map(OwnAddresses::inUrl)
                    .toList();
        }

        /** Whether all of these are loopback, or of a network of containers on this machine. */
        static boolean isOnlyOfThisMachine(Collection<InetAddress> addresses) {
            return addresses.stream()
                    .allMatch(address -> address.isLoopbackAddress()
                            || interfaces(true).anyMatch(inner -> isOfSameNetwork(inner, address)));
        }

        /** Networks of containers are made of 16 bits and more. */
        private static boolean isOfSameNetwork(InetAddress inner, InetAddress address) {
            byte[] one = inner.getAddress();
            byte[] other = address.getAddress();
            return one.length == other.length && one.length == 4 && one[0] == other[0] && one[1] == other[1];
        }

        private static Stream<InetAddress> interfaces(boolean inner) {
            try {
                return NetworkInterface.networkInterfaces()
                        .filter(OwnAddresses::isUp)
                        .filter(each -> INNER.matcher(each.getName()).matches() == inner)
                        .flatMap(NetworkInterface::inetAddresses);
            } catch (SocketException unseen) {
                return Stream.empty();
            }
        }

        private static boolean isUp(NetworkInterface each) {
            try {
                return each.isUp();
            } catch (SocketException unseen) {
                return false;
            }
        }

        private static String inUrl(InetAddress address) {
            String text = address.getHostAddress().replaceFirst("%.*", "");
            return address instanceof Inet6Address ? "[" + text + "]" : text;
        }
    }
}
