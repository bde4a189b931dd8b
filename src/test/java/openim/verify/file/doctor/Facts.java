package openim.verify.file.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openim.verify.client.net.ShownCertificate;

/** The facts of a deployment in which nothing is wrong, to be changed one by one. */
final class Facts {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String PATH = "/openim/openim/temp/2026/1_2_3.presigned";

    private URI address = URI.create("http://chat.example.com:10005");
    private List<InetAddress> addresses = List.of(ip("203.0.113.5"));
    private Instant signedAt = NOW;
    private Optional<URI> configured = Optional.empty();
    private Optional<String> internalHost = Optional.of("minio");
    private URI api = URI.create("http://chat.example.com:10002");
    private List<InetAddress> apiAddresses = List.of(ip("203.0.113.5"));
    private boolean clientsHere;
    private Met met = new Met.Reply(taken(NOW));
    private Optional<StoreReply> healthPage = Optional.empty();
    private Optional<StoreReply> directly = Optional.empty();

    static InetAddress ip(String number) {
        try {
            return InetAddress.getByName(number);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static StoreReply taken(Instant date) {
        return new StoreReply(200, false, "", Optional.empty(), "", Optional.of(date));
    }

    static StoreReply refusal(String code, Optional<String> resource) {
        return new StoreReply(403, false, code, resource, "so it is", Optional.of(NOW));
    }

    static ShownCertificate certificate(String name, Duration goodFor) {
        return new ShownCertificate(List.of(name), NOW.minus(Duration.ofDays(90)), NOW.plus(goodFor), "CN=Somebody");
    }

    Facts sentTo(String url) {
        address = URI.create(url);
        return this;
    }

    Facts resolvedTo(String... numbers) {
        addresses = List.of(numbers).stream().map(Facts::ip).toList();
        return this;
    }

    Facts signedAt(Instant instant) {
        signedAt = instant;
        return this;
    }

    Facts configured(String url) {
        configured = Optional.of(URI.create(url));
        return this;
    }

    Facts storeInsideAt(String host) {
        internalHost = Optional.of(host);
        return this;
    }

    Facts api(String url, String number) {
        api = URI.create(url);
        apiAddresses = List.of(ip(number));
        return this;
    }

    Facts clientsHere() {
        clientsHere = true;
        return this;
    }

    Facts met(Met now) {
        met = now;
        return this;
    }

    Facts met(StoreReply reply) {
        return met(new Met.Reply(reply));
    }

    Facts healthPage(StoreReply reply) {
        healthPage = Optional.of(reply);
        return this;
    }

    Facts directly(StoreReply reply) {
        directly = Optional.of(reply);
        return this;
    }

    List<FileFinding> judged() {
        return new Examined(
                        address,
                        addresses,
                        PATH,
                        Optional.of(signedAt),
                        NOW,
                        configured,
                        internalHost,
                        api,
                        apiAddresses,
                        clientsHere,
                        met,
                        healthPage,
                        directly)
                .findings();
    }
}
