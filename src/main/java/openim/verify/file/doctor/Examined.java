package openim.verify.file.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.client.net.ShownCertificate;
import openim.verify.config.reach.Ports;
import openim.verify.file.doctor.FileFinding.ChangedByProxy;
import openim.verify.file.doctor.FileFinding.TlsFault;

/**
 * The facts that an examination found, and what they show to be wrong.
 *
 * @param address scheme, host, port and path prefix that clients are sent to
 * @param addresses those that its host has here
 * @param signedPath the path as the object store has to see it
 * @param signedAt when the URL was signed, by OpenIM's clock
 * @param at when that was, by ours
 * @param configured the address that the configuration has, where that is known
 * @param internalHost the host by which OpenIM itself reaches the store, where that is known
 * @param api where clients reach openim-api
 * @param apiAddresses those that its host has here
 * @param clientsHere whether all clients run on this machine
 * @param met how far one comes
 * @param healthPage what the store's own health page answers under the same address; empty if nobody asked, or nobody
 *     answered
 * @param directly what the store answers to the same request past whatever stands before it; empty if nobody asked, or nobody
 *     answered
 */
public record Examined(
        URI address,
        List<InetAddress> addresses,
        String signedPath,
        Optional<Instant> signedAt,
        Instant at,
        Optional<URI> configured,
        Optional<String> internalHost,
        URI api,
        List<InetAddress> apiAddresses,
        boolean clientsHere,
        Met met,
        Optional<StoreReply> healthPage,
        Optional<StoreReply> directly) {

    /** Object stores bear a quarter of an hour; whoever is a third of that off will be there soon. */
    private static final Duration TOO_FAR_APART = Duration.ofMinutes(5);

    private static final Pattern NUMBER = Pattern.compile("[0-9.]+|.*:.*");

    private static final Pattern INTERNAL =
            Pattern.compile(".*\\.(local|internal|localdomain|docker|svc|cluster\\.local)", Pattern.CASE_INSENSITIVE);

    private static final String BAD_SIGNATURE = "SignatureDoesNotMatch";

    public Examined {
        addresses = List.copyOf(addresses);
        apiAddresses = List.copyOf(apiAddresses);
    }

    /** The host that clients are sent to. */
    public String host() {
        return hostOf(address);
    }

    /** Also of names that are none for {@link URI}, such as {@code external_ip}. */
    static String hostOf(URI url) {
        String authority = String.valueOf(url.getRawAuthority());
        return authority.replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", "");
    }

    /** What is wrong by these facts, and nothing else: first what would mend the others too; empty if nothing is. */
    public List<FileFinding> findings() {
        return Stream.of(placeholder(), notInForce(), internalName(), loopback(), tooNear(), plainHttp(), onTheWay())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<FileFinding> placeholder() {
        return found(FileFinding.Placeholder.isHost(host()), new FileFinding.Placeholder(address));
    }

    private Optional<FileFinding> notInForce() {
        return configured
                .filter(configured -> !sameOrigin(configured, address))
                .map(configured -> new FileFinding.NotInForce(address, configured));
    }

    private static boolean sameOrigin(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && hostOf(one).equalsIgnoreCase(hostOf(other))
                && Ports.of(one) == Ports.of(other);
    }

    private Optional<FileFinding> internalName() {
        String host = host();
        boolean customaryHere = looksInternal(hostOf(api)) && !(met instanceof Met.UnknownName);
        boolean internal = looksInternal(host)
                || internalHost.filter(host::equalsIgnoreCase).isPresent();
        return found(
                internal
                        && !customaryHere
                        && !NUMBER.matcher(host).matches()
                        && !host.equalsIgnoreCase(hostOf(api))
                        && !FileFinding.Placeholder.isHost(host),
                new FileFinding.InternalName(address, host));
    }

    private static boolean looksInternal(String host) {
        boolean withoutDomain = !host.contains(".") && !NUMBER.matcher(host).matches() && !host.equals("localhost");
        return withoutDomain || INTERNAL.matcher(host).matches();
    }

    private Optional<FileFinding> loopback() {
        boolean nearest = !addresses.isEmpty() && Scope.widest(addresses) == Scope.LOOPBACK;
        return found(nearest && !clientsHere, new FileFinding.Loopback(address));
    }

    private Optional<FileFinding> tooNear() {
        Scope scope = Scope.widest(addresses);
        Scope apiScope = Scope.widest(apiAddresses);
        return found(
                loopback().isEmpty() && !addresses.isEmpty() && scope.compareTo(apiScope) < 0,
                new FileFinding.TooNear(address, scope, api, apiScope));
    }

    private Optional<FileFinding> plainHttp() {
        return found(
                "https".equals(api.getScheme()) && "http".equals(address.getScheme()),
                new FileFinding.PlainHttp(address, api));
    }

    private Optional<FileFinding> onTheWay() {
        if (met instanceof Met.UnknownName) {
            return found(
                    placeholder().isEmpty() && internalName().isEmpty(), new FileFinding.UnknownName(address, host()));
        }
        if (met instanceof Met.Refused) {
            return Optional.of(new FileFinding.PortShut(address));
        }
        if (met instanceof Met.NoWay none) {
            return Optional.of(new FileFinding.NotReachable(address, none.words()));
        }
        if (met instanceof Met.Silence silence) {
            return Optional.of(new FileFinding.NotReachable(address, silence.words()));
        }
        if (met instanceof Met.NoTls none) {
            return Optional.of(tls(none));
        }
        return met.answer().flatMap(this::answered);
    }

    private FileFinding tls(Met.NoTls none) {
        if (none.shown().isEmpty()) {
            return new TlsFault(address, TlsFault.Kind.NO_TLS, none.words());
        }
        ShownCertificate shown = none.shown().get();
        if (at.isAfter(shown.notAfter())) {
            return new TlsFault(address, TlsFault.Kind.EXPIRED, "on " + shown.notAfter());
        }
        if (at.isBefore(shown.notBefore())) {
            return new TlsFault(address, TlsFault.Kind.NOT_YET_VALID, "before " + shown.notBefore());
        }
        if (!shown.isFor(host())) {
            return new TlsFault(address, TlsFault.Kind.WRONG_NAME, "for " + String.join(", ", shown.names()));
        }
        return new TlsFault(address, TlsFault.Kind.UNKNOWN_AUTHORITY, "issued by " + shown.issuer());
    }

    private Optional<FileFinding> answered(StoreReply reply) {
        if (!reply.isOfAStore()) {
            return Optional.of(new FileFinding.NotAStore(address, reply));
        }
        Optional<FileFinding> skew = skew(reply);
        if (skew.isPresent() || reply.isTaken()) {
            return skew;
        }
        boolean otherPath =
                reply.resource().filter(path -> !path.equals(signedPath)).isPresent();
        if (!reply.code().equals(BAD_SIGNATURE) && !otherPath) {
            return Optional.of(new FileFinding.RefusedByStore(address, reply));
        }
        return Optional.of(
                directly.map(StoreReply::code).filter(BAD_SIGNATURE::equals).isPresent()
                        ? new FileFinding.RefusedByStore(address, reply)
                        : changed(reply));
    }

    private Optional<FileFinding> skew(StoreReply reply) {
        if (signedAt.isEmpty() || reply.date().isEmpty()) {
            return Optional.empty();
        }
        Instant signer = signedAt.get();
        Instant store = reply.date().get();
        Duration ahead = Duration.between(store, signer);
        boolean signerIsWrong = Duration.between(at, signer)
                        .abs()
                        .compareTo(Duration.between(at, store).abs())
                >= 0;
        boolean refused = reply.code().equals("RequestTimeTooSkewed");
        return found(
                refused || ahead.abs().compareTo(TOO_FAR_APART) >= 0,
                new FileFinding.ClockSkew(ahead, signerIsWrong ? "OpenIMServer" : "the object store"));
    }

    private FileFinding changed(StoreReply reply) {
        if (reply.resource().isPresent()) {
            String seen = reply.resource().get();
            boolean same = seen.equals(signedPath);
            return new ChangedByProxy(
                    address,
                    same ? ChangedByProxy.Part.HOST : ChangedByProxy.Part.PATH,
                    same ? "the path arrives as it was signed" : "what arrives there is " + shortened(seen));
        }
        if (healthPage.filter(StoreReply::isTaken).isPresent()) {
            return new ChangedByProxy(
                    address, ChangedByProxy.Part.HOST, "paths arrive, for the store's health page is there");
        }
        return healthPage.filter(StoreReply::isOfAStore).isPresent()
                ? new ChangedByProxy(
                        address,
                        ChangedByProxy.Part.PATH,
                        "the store's health page is not where it should be under this address")
                : new ChangedByProxy(address, ChangedByProxy.Part.EITHER, "no more can be seen from here");
    }

    private static String shortened(String path) {
        int longest = 40;
        return path.length() <= longest ? path : path.substring(0, longest) + "...";
    }

    private static Optional<FileFinding> found(boolean wrong, FileFinding finding) {
        return wrong ? Optional.of(finding) : Optional.empty();
    }
}
