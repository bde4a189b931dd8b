package openim.verify.client.gateway.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.client.Answer;
import openim.verify.client.Failure;
import openim.verify.client.net.ShownCertificate;

/** Judges what was met: first what would mend the others too. */
public final class GatewayFindings {

    /** Whoever renews a certificate by hand needs some days for it. */
    private static final Duration SOON = Duration.ofDays(14);

    /** OpenIM's clients send something at least so often; its gateway ends who is silent for 30 s. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(27);

    /** This machine has no address of that family, and so says nothing of what others meet there. */
    private static final String NO_WAY_FROM_HERE = "etwork is unreachable";

    private static final Pattern STATUS = Pattern.compile("\\bHTTP(?:/1\\.[01])? (\\d{3})\\b");

    private static final String UPGRADE =
            "have the proxy pass the upgrade on (nginx: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade;"
                    + " proxy_set_header Connection \"upgrade\";), and the path and its query as they came";

    private final Seen seen;

    private GatewayFindings(Seen seen) {
        this.seen = seen;
    }

    /** What is wrong; empty if nothing is. */
    public static List<GatewayFinding> of(Seen seen) {
        GatewayFindings judge = new GatewayFindings(seen);
        return Stream.of(
                        judge.unknownName(),
                        judge.closedFamily(),
                        judge.certificate(),
                        judge.plainBesideTls(),
                        judge.handshake(),
                        judge.idle())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The same of the name, its addresses and the certificate alone, whatever is spoken there. */
    public static List<GatewayFinding> onTheWayTo(Seen seen) {
        GatewayFindings judge = new GatewayFindings(seen);
        return Stream.of(judge.unknownName(), judge.closedFamily(), judge.certificate())
                .flatMap(Optional::stream)
                .toList();
    }

    private String host() {
        return String.valueOf(seen.gateway().getHost());
    }

    private Optional<GatewayFinding> unknownName() {
        return found(
                seen.addresses().isEmpty(),
                host() + " has no address here",
                "enter " + host() + " in the DNS, or give clients another name");
    }

    /** Where all addresses are shut, the handshake tells it. */
    private Optional<GatewayFinding> closedFamily() {
        List<Map.Entry<InetAddress, String>> tried = seen.unreached().entrySet().stream()
                .filter(entry -> !entry.getValue().contains(NO_WAY_FROM_HERE))
                .toList();
        boolean some =
                !tried.isEmpty() && seen.unreached().size() < seen.addresses().size();
        String shut = tried.stream()
                .map(entry ->
                        family(entry.getKey()) + " " + entry.getKey().getHostAddress() + " (" + entry.getValue() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
        return found(
                some,
                host() + " has addresses at which nobody answers: " + shut
                        + "; clients that try those first wait or fail",
                "let connections through to them (firewall, and what the proxy listens on), or take them out of the DNS");
    }

    private static String family(InetAddress address) {
        return address instanceof Inet6Address ? "IPv6" : "IPv4";
    }

    private Optional<GatewayFinding> certificate() {
        if (!seen.overTls()) {
            return Optional.empty();
        }
        if (seen.certificate().isEmpty()) {
            return found(
                    reached(),
                    "no TLS is spoken at " + seen.gateway(),
                    "have the proxy speak TLS on that port, or give clients a ws address where the site is http too");
        }
        ShownCertificate shown = seen.certificate().get();
        long days = Duration.between(seen.at(), shown.notAfter()).toDays();
        if (seen.at().isAfter(shown.notAfter())) {
            return found(true, "the certificate of " + host() + " ended on " + shown.notAfter(), "renew it");
        }
        if (!shown.isFor(host())) {
            return found(
                    true,
                    "the certificate at " + seen.gateway() + " is for " + String.join(", ", shown.names()),
                    "get one for " + host());
        }
        if (refusedForTls()) {
            return found(
                    true,
                    "no authority known here vouches for the certificate of " + host() + ", issued by "
                            + shown.issuer(),
                    "send the whole chain of a certificate that clients trust (a private authority: openim.ca-file)");
        }
        return Duration.between(seen.at(), shown.notAfter()).compareTo(SOON) < 0
                ? Optional.of(new GatewayFinding(
                        "the certificate of " + host() + " ends in " + days + " days, on " + shown.notAfter(),
                        "renew it now: from then on no client gets a session",
                        true))
                : Optional.empty();
    }

    private boolean reached() {
        return seen.unreached().size() < seen.addresses().size();
    }

    private boolean refusedForTls() {
        return seen.answer() instanceof Answer.NoReply none && none.failure() == Failure.TLS;
    }

    private Optional<GatewayFinding> plainBesideTls() {
        return found(
                "https".equals(seen.api().getScheme()) && !seen.overTls(),
                "the site at " + seen.api() + " is https and the gateway at " + seen.gateway()
                        + " is not wss: browsers open no session from there",
                "put a proxy with a certificate before the gateway, and give clients its wss address");
    }

    private Optional<GatewayFinding> handshake() {
        if (!(seen.answer() instanceof Answer.NoReply none)) {
            return found(
                    !seen.answer().isOk(),
                    "the gateway refuses the session of a valid token: "
                            + seen.answer().description(),
                    "look for that in the log of openim-msggateway; the way to it is open");
        }
        return switch (none.failure()) {
            case REFUSED ->
                found(
                        true,
                        seen.gateway() + " refuses connections",
                        "start what listens there: openim-msggateway, or the proxy before it");
            case UNREACHABLE ->
                found(
                        !seen.addresses().isEmpty(),
                        seen.gateway() + " is not reached: " + none.words(),
                        "let connections through to it (firewall, security group, route)");
            case NOT_OPENIM, NO_SUCH_CALL -> Optional.of(answeredByAnother(none));
            case NO_ANSWER, CUT ->
                found(
                        true,
                        seen.gateway() + " takes the connection and does not shake hands: " + none.words(),
                        "see that the proxy leads to port 10001 of openim-msggateway, and that that answers by itself");
            case TLS, KICKED -> Optional.empty();
        };
    }

    /** What answers in HTTP tells by its status which of its settings is missing. */
    private GatewayFinding answeredByAnother(Answer.NoReply none) {
        Matcher status = STATUS.matcher(none.words());
        String code = status.find() ? status.group(1) : "";
        String who = "what answers at " + seen.gateway() + " opens no session: " + none.words();
        return switch (code) {
            case "404" ->
                new GatewayFinding(
                        who, "give clients the path that the proxy leads to the gateway, or lead this one there");
            case "502", "503", "504" ->
                new GatewayFinding(
                        who, "the proxy does not reach openim-msggateway: see where its upstream leads (port 10001)");
            case "301", "302", "307", "308" ->
                new GatewayFinding(who, "give clients the address that it redirects to: they follow no redirect here");
            case "401", "403" ->
                new GatewayFinding(who, "have the proxy let clients through: OpenIM's own token is enough");
            default -> new GatewayFinding(who, UPGRADE);
        };
    }

    private Optional<GatewayFinding> idle() {
        return found(
                seen.cutAfter().filter(after -> after.compareTo(HEARTBEAT) < 0).isPresent(),
                "a session that was silent was ended after "
                        + seen.cutAfter().map(Duration::toSeconds).orElse(0L) + " s, before a client's next heartbeat",
                "raise the proxy's idle time-out (nginx: proxy_read_timeout and proxy_send_timeout, 120s)");
    }

    private static Optional<GatewayFinding> found(boolean wrong, String what, String mend) {
        return wrong ? Optional.of(new GatewayFinding(what, mend)) : Optional.empty();
    }
}
