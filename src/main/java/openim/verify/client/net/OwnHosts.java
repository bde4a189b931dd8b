package openim.verify.client.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.Asked;
import openim.verify.client.Failure;
import openim.verify.config.Settings;
import openim.verify.verdict.NotLookedAt;

/**
 * Which addresses that a server gives us are contacted, and whose answers are quoted. A server that somebody else has taken over,
 * or its store, must not make this program ask around in networks that it can see and they cannot. A name is looked up once: what
 * is dialled is the very address that was judged.
 *
 * <p>The deployment's own are those that settings or its own files name, names beside theirs in the same domain, addresses that
 * theirs have too, and, of a deployment on this machine, the addresses of this machine and of its containers. What belongs to
 * nobody but is in the open internet is contacted, as clients do, and not quoted. All else is left alone. Safe for all threads.
 */
public final class OwnHosts {

    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|.*:.*");
    private static final Pattern NETWORK = Pattern.compile("(?<address>[0-9A-Fa-f.:]+)/(?<bits>\\d{1,3})");
    private static final Pattern CODE = Pattern.compile("<Code>[A-Za-z0-9]{1,60}</Code>");
    private static final Pattern BRIDGE = Pattern.compile("docker\\d*|br-.*|virbr.*|podman\\d*|cni.*");

    /** Whose an address is. */
    public enum Whose {
        /** The deployment's, as far as we know it. */
        OWN,
        /** Somebody's in the open internet, or nobody's. */
        OPEN,
        /** One of this machine, or of nobody, where the deployment is somewhere else: whoever is sent there is sent to himself. */
        ITSELF,
        /** One inside a network that is not everybody's. */
        INSIDE
    }

    private final Set<String> names;
    private final List<String> trusted;

    private OwnHosts(Stream<String> names, List<String> trusted) {
        Set<String> lower = new HashSet<>();
        names.map(OwnHosts::bare).filter(name -> !name.isEmpty()).forEach(lower::add);
        this.names = Set.copyOf(lower);
        this.trusted = trusted.stream().map(OwnHosts::bare).toList();
    }

    /** Those of a deployment as settings know it. */
    public static OwnHosts of(Settings settings) {
        return new OwnHosts(settings.machines(), settings.trustedHosts());
    }

    /**
     * These.
     *
     * @param trusted more of them: names, {@code *.domains}, networks such as {@code 10.0.0.0/8}
     */
    public static OwnHosts named(List<String> names, List<String> trusted) {
        return new OwnHosts(names.stream(), trusted);
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }

    /** The same of a deployment that is on this machine, whatever it is called. */
    public OwnHosts onThisMachine() {
        return new OwnHosts(Stream.concat(names.stream(), Stream.of("localhost")), trusted);
    }

    /** Whose the host of a URL is; nobody's if it names none, or one that is unknown here. */
    Whose whose(URI url, Deadline deadline) {
        try {
            return whose(url, KnownNames.NONE, deadline);
        } catch (NotConnected nowhere) {
            return Whose.OPEN;
        }
    }

    private Whose whose(URI url, KnownNames found, Deadline deadline) throws NotConnected {
        String host = bare(Endpoint.of(url).host());
        if (names.contains(host) || isTrustedName(host) || isSibling(host)) {
            return Whose.OWN;
        }
        List<InetAddress> addresses = List.of(found.addressesOf(Endpoint.of(url).host(), deadline));
        if (addresses.stream().allMatch(this::isInTrustedNetwork)) {
            return Whose.OWN;
        }
        Set<InetAddress> own = new HashSet<>();
        names.forEach(name -> own.addAll(addresses(name, deadline)));
        boolean here = own.stream().anyMatch(OwnHosts::isOfThisMachine);
        if (addresses.stream()
                .allMatch(address ->
                        own.contains(address) || (here && (isOfThisMachine(address) || isBehindBridge(address))))) {
            return Whose.OWN;
        }
        if (addresses.stream().noneMatch(OwnHosts::isClosed)) {
            return Whose.OPEN;
        }
        return addresses.stream().allMatch(OwnHosts::isOfThisMachine) ? Whose.ITSELF : Whose.INSIDE;
    }

    /**
     * Sends a request to an address that a server gave us; of an answer that is not the deployment's no word is kept but the code
     * that stores have for what is wrong.
     *
     * @throws NotConnected also if whoever is sent there is sent to himself
     * @throws NotLookedAt if the address is inside a network that is not everybody's, and not the deployment's
     */
    public HttpAnswer send(HttpCall call, Tls tls, Deadline deadline) throws NotConnected {
        Judged judged = judged(call.url(), tls, deadline);
        HttpAnswer answer = call.send(judged.way(), deadline);
        return judged.own() ? answer : unquoted(answer);
    }

    /** The same, with somebody to take the body if the status is 200. */
    public HttpAnswer send(HttpCall call, Tls tls, Deadline deadline, HttpCall.Body reader) throws NotConnected {
        Judged judged = judged(call.url(), tls, deadline);
        HttpAnswer answer = call.send(judged.way(), deadline, reader);
        return judged.own() ? answer : unquoted(answer);
    }

    /**
     * The same to the deployment alone.
     *
     * @throws NotLookedAt if the address is anybody else's
     */
    public HttpAnswer sendToOwn(HttpCall call, Tls tls, Deadline deadline, HttpCall.Body reader) throws NotConnected {
        KnownNames once = KnownNames.lookedUpOnce(tls.names());
        if (whose(call.url(), once, deadline) != Whose.OWN) {
            throw new NotLookedAt(refusal(Asked.origin(call.url())));
        }
        return call.send(tls.finding(once), deadline, reader);
    }

    /**
     * Sees to it that an address is the deployment's: to whomever else it belongs is shown no token of ours.
     *
     * @throws NotConnected if its name is unknown here
     * @throws NotLookedAt if it is anybody else's
     */
    public void requireOwn(URI url, Deadline deadline) throws NotConnected {
        if (whose(url, KnownNames.NONE, deadline) != Whose.OWN) {
            throw new NotLookedAt(refusal(Asked.origin(url)));
        }
    }

    /**
     * Connects to an address that a server gave us.
     *
     * @param patience how long it may take to connect, once it is known whose the address is
     * @throws NotConnected also if whoever is sent there is sent to himself
     * @throws NotLookedAt if the address is inside a network that is not everybody's, and not the deployment's
     */
    public Connection dial(URI url, Tls tls, Duration patience, Deadline deadline) throws NotConnected {
        return Dial.to(url, judged(url, tls, deadline).way(), deadline.atMost(patience));
    }

    /** The certificate that is shown at an address that a server gave us; empty if it is left alone, or nobody there speaks TLS. */
    public Optional<ShownCertificate> certificate(URI url, Tls tls, Deadline deadline) {
        try {
            return ShownCertificate.by(url, judged(url, tls, deadline).way().names(), deadline);
        } catch (NotConnected | NotLookedAt leftAlone) {
            return Optional.empty();
        }
    }

    /**
     * An address that may be contacted.
     *
     * @param way leads to the address that was judged, and to no other that its name has
     */
    private record Judged(boolean own, Tls way) {}

    private Judged judged(URI url, Tls tls, Deadline deadline) throws NotConnected {
        KnownNames once = KnownNames.lookedUpOnce(tls.names());
        return new Judged(isOwn(url, once, deadline), tls.finding(once));
    }

    private boolean isOwn(URI url, KnownNames once, Deadline deadline) throws NotConnected {
        String origin = Asked.origin(url);
        return switch (whose(url, once, deadline)) {
            case OWN -> true;
            case OPEN -> false;
            case ITSELF ->
                throw new NotConnected(
                        Failure.UNREACHABLE,
                        origin + " leads each client to its own machine, and was not contacted",
                        null);
            case INSIDE -> throw new NotLookedAt(refusal(origin));
        };
    }

    /** Why an address is left alone, and what to do if it should not be. */
    public static String refusal(String origin) {
        return "OpenIM names " + origin
                + ", which is in a closed network and belongs to the deployment by no setting, so it was"
                + " not contacted; if it is right, name its host by openim.trusted-hosts";
    }

    static HttpAnswer unquoted(HttpAnswer answer) {
        Matcher code = CODE.matcher(answer.excerpt());
        return new HttpAnswer(
                answer.status(),
                answer.location(),
                answer.isHtml() ? "text/html" : answer.contentType(),
                answer.date(),
                code.find() ? code.group() : "",
                answer.took());
    }

    private boolean isTrustedName(String host) {
        return trusted.stream()
                .anyMatch(each -> each.equals(host) || (each.startsWith("*.") && host.endsWith(each.substring(1))));
    }

    /** {@code files.example.com} beside {@code im.example.com}. */
    private boolean isSibling(String host) {
        return domain(host)
                .filter(domain -> names.stream()
                        .anyMatch(name -> name.equals(domain)
                                || domain(name).filter(domain::equals).isPresent()))
                .isPresent();
    }

    private static Optional<String> domain(String host) {
        int dot = host.indexOf('.');
        if (dot < 0 || NUMERIC.matcher(host).matches()) {
            return Optional.empty();
        }
        String above = host.substring(dot + 1);
        return above.contains(".") ? Optional.of(above) : Optional.empty();
    }

    private static List<InetAddress> addresses(String host, Deadline deadline) {
        try {
            return List.of(Names.addressesOf(host, deadline));
        } catch (NotConnected unknown) {
            return List.of();
        }
    }

    private boolean isInTrustedNetwork(InetAddress address) {
        return trusted.stream().anyMatch(each -> {
            Matcher network = NETWORK.matcher(each);
            return network.matches()
                    && literal(network.group("address"))
                            .filter(base -> isIn(address, base, Integer.parseInt(network.group("bits"))))
                            .isPresent();
        });
    }

    private static Optional<InetAddress> literal(String number) {
        try {
            return Optional.of(InetAddress.getByName(number));
        } catch (java.net.UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isIn(InetAddress address, InetAddress base, int bits) {
        byte[] one = address.getAddress();
        byte[] other = base.getAddress();
        if (one.length != other.length || bits > one.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Whether that number is one by which others know this machine; no name is looked up. */
    public static boolean isThisMachine(String host) {
        return NUMERIC.matcher(host).matches()
                && literal(host)
                        .filter(address -> !address.isLoopbackAddress() && isOfThisMachine(address))
                        .isPresent();
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }

    /** A container's, as its host sees it. */
    private static boolean isBehindBridge(InetAddress address) {
        try {
            List<InterfaceAddress> bridges = new ArrayList<>();
            NetworkInterface.networkInterfaces()
                    .filter(each -> BRIDGE.matcher(each.getName()).matches())
                    .forEach(each -> bridges.addAll(each.getInterfaceAddresses()));
            return bridges.stream()
                    .anyMatch(bridge -> isIn(address, bridge.getAddress(), bridge.getNetworkPrefixLength()));
        } catch (SocketException unknown) {
            return false;
        }
    }

    private static boolean isClosed(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            boolean sharedByCarriers = bytes[0] == 100 && (bytes[1] & 0xC0) == 0x40;
            return bytes[0] == 0 || sharedByCarriers;
        }
        return address instanceof Inet6Address && (bytes[0] & 0xFE) == 0xFC;
    }
}
