package openim.verify.file.doctor;

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

/** Judges the facts of an examination: first what would mend the others too. */
public final class FileFindings {

    /** Object stores bear a quarter of an hour; whoever is a third of that off will be there soon. */
    private static final Duration TOO_FAR_APART = Duration.ofMinutes(5);

    private static final Pattern NUMBER = Pattern.compile("[0-9.]+|.*:.*");

    private static final Pattern INTERNAL =
            Pattern.compile(".*\\.(local|internal|localdomain|docker|svc|cluster\\.local)", Pattern.CASE_INSENSITIVE);

    private static final String BAD_SIGNATURE = "SignatureDoesNotMatch";

    private final Examined facts;

    private FileFindings(Examined facts) {
        this.facts = facts;
    }

    /** What is wrong; empty if nothing is. */
    public static List<FileFinding> of(Examined facts) {
        FileFindings judge = new FileFindings(facts);
        return Stream.of(
                        judge.placeholder(),
                        judge.notInForce(),
                        judge.internalName(),
                        judge.loopback(),
                        judge.tooNear(),
                        judge.plainHttp(),
                        judge.onTheWay())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<FileFinding> placeholder() {
        return found(FileFinding.Placeholder.isHost(facts.host()), new FileFinding.Placeholder(facts.address()));
    }

    private Optional<FileFinding> notInForce() {
        return facts.configured()
                .filter(configured -> !sameOrigin(configured, facts.address()))
                .map(configured -> new FileFinding.NotInForce(facts.address(), configured));
    }

    private static boolean sameOrigin(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && Examined.hostOf(one).equalsIgnoreCase(Examined.hostOf(other))
                && Ports.of(one) == Ports.of(other);
    }

    private Optional<FileFinding> internalName() {
        String host = facts.host();
        boolean customaryHere =
                looksInternal(Examined.hostOf(facts.api())) && !(facts.met() instanceof Met.UnknownName);
        boolean internal = looksInternal(host)
                || facts.internalHost().filter(host::equalsIgnoreCase).isPresent();
        return found(
                internal
                        && !customaryHere
                        && !NUMBER.matcher(host).matches()
                        && !host.equalsIgnoreCase(Examined.hostOf(facts.api()))
                        && !FileFinding.Placeholder.isHost(host),
                new FileFinding.InternalName(facts.address(), host));
    }

    private static boolean looksInternal(String host) {
        boolean withoutDomain = !host.contains(".") && !NUMBER.matcher(host).matches() && !host.equals("localhost");
        return withoutDomain || INTERNAL.matcher(host).matches();
    }

    private Optional<FileFinding> loopback() {
        boolean nearest = !facts.addresses().isEmpty() && Scope.widest(facts.addresses()) == Scope.LOOPBACK;
        return found(nearest && !facts.clientsHere(), new FileFinding.Loopback(facts.address()));
    }

    private Optional<FileFinding> tooNear() {
        Scope scope = Scope.widest(facts.addresses());
        Scope apiScope = Scope.widest(facts.apiAddresses());
        return found(
                loopback().isEmpty() && !facts.addresses().isEmpty() && scope.compareTo(apiScope) < 0,
                new FileFinding.TooNear(facts.address(), scope, facts.api(), apiScope));
    }

    private Optional<FileFinding> plainHttp() {
        return found(
                "https".equals(facts.api().getScheme())
                        && "http".equals(facts.address().getScheme()),
                new FileFinding.PlainHttp(facts.address(), facts.api()));
    }

    private Optional<FileFinding> onTheWay() {
        URI address = facts.address();
        Met met = facts.met();
        if (met instanceof Met.UnknownName) {
            return found(
                    placeholder().isEmpty() && internalName().isEmpty(),
                    new FileFinding.UnknownName(address, facts.host()));
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
            return new TlsFault(facts.address(), TlsFault.Kind.NO_TLS, none.words());
        }
        ShownCertificate shown = none.shown().get();
        if (facts.at().isAfter(shown.notAfter())) {
            return new TlsFault(facts.address(), TlsFault.Kind.EXPIRED, "on " + shown.notAfter());
        }
        if (facts.at().isBefore(shown.notBefore())) {
            return new TlsFault(facts.address(), TlsFault.Kind.NOT_YET_VALID, "before " + shown.notBefore());
        }
        if (!shown.isFor(facts.host())) {
            return new TlsFault(facts.address(), TlsFault.Kind.WRONG_NAME, "for " + String.join(", ", shown.names()));
        }
        return new TlsFault(facts.address(), TlsFault.Kind.UNKNOWN_AUTHORITY, "issued by " + shown.issuer());
    }

    private Optional<FileFinding> answered(StoreReply reply) {
        if (!reply.isOfAStore()) {
            return Optional.of(new FileFinding.NotAStore(facts.address(), reply));
        }
        Optional<FileFinding> skew = skew(reply);
        if (skew.isPresent() || reply.isTaken()) {
            return skew;
        }
        boolean otherPath = reply.resource()
                .filter(path -> !path.equals(facts.signedPath()))
                .isPresent();
        if (!reply.code().equals(BAD_SIGNATURE) && !otherPath) {
            return Optional.of(new FileFinding.RefusedByStore(facts.address(), reply));
        }
        return Optional.of(
                facts.directly()
                                .map(StoreReply::code)
                                .filter(BAD_SIGNATURE::equals)
                                .isPresent()
                        ? new FileFinding.RefusedByStore(facts.address(), reply)
                        : changed(reply));
    }

    private Optional<FileFinding> skew(StoreReply reply) {
        if (facts.signedAt().isEmpty() || reply.date().isEmpty()) {
            return Optional.empty();
        }
        Instant signer = facts.signedAt().get();
        Instant store = reply.date().get();
        Duration ahead = Duration.between(store, signer);
        boolean signerIsWrong = Duration.between(facts.at(), signer)
                        .abs()
                        .compareTo(Duration.between(facts.at(), store).abs())
                >= 0;
        boolean refused = reply.code().equals("RequestTimeTooSkewed");
        return found(
                refused || ahead.abs().compareTo(TOO_FAR_APART) >= 0,
                new FileFinding.ClockSkew(ahead, signerIsWrong ? "OpenIMServer" : "the object store"));
    }

    private FileFinding changed(StoreReply reply) {
        if (reply.resource().isPresent()) {
            String seen = reply.resource().get();
            boolean same = seen.equals(facts.signedPath());
            return new ChangedByProxy(
                    facts.address(),
                    same ? ChangedByProxy.Part.HOST : ChangedByProxy.Part.PATH,
                    same ? "the path arrives as it was signed" : "what arrives there is " + shortened(seen));
        }
        if (facts.healthPage().filter(StoreReply::isTaken).isPresent()) {
            return new ChangedByProxy(
                    facts.address(), ChangedByProxy.Part.HOST, "paths arrive, for the store's health page is there");
        }
        return facts.healthPage().filter(StoreReply::isOfAStore).isPresent()
                ? new ChangedByProxy(
                        facts.address(),
                        ChangedByProxy.Part.PATH,
                        "the store's health page is not where it should be under this address")
                : new ChangedByProxy(facts.address(), ChangedByProxy.Part.EITHER, "no more can be seen from here");
    }

    private static String shortened(String path) {
        int longest = 40;
        return path.length() <= longest ? path : path.substring(0, longest) + "...";
    }

    private static Optional<FileFinding> found(boolean wrong, FileFinding finding) {
        return wrong ? Optional.of(finding) : Optional.empty();
    }
}
