package openim.verify.client.net;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a server shows of itself, as far as it tells why it was refused.
 *
 * @param names the host names and IP addresses that it is for
 * @param issuer who vouches for it
 */
public record ShownCertificate(List<String> names, Instant notBefore, Instant notAfter, String issuer) {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    public ShownCertificate {
        names = List.copyOf(names);
    }

    /**
     * Has it shown, by a handshake after which nothing is said.
     *
     * @return empty if the URL is not one over TLS, or no server that speaks TLS is there
     */
    public static Optional<ShownCertificate> by(URI url, Deadline deadline) {
        return by(url, KnownNames.NONE, deadline);
    }

    /** The same where these names are looked up. */
    static Optional<ShownCertificate> by(URI url, KnownNames names, Deadline deadline) {
        AtomicReference<@Nullable X509Certificate> shown = new AtomicReference<>();
        try {
            if (Endpoint.of(url).overTls()) {
                Dial.to(url, Tls.showingTo(shown::set).finding(names), deadline).close();
            }
            return Optional.ofNullable(shown.get()).map(ShownCertificate::of);
        } catch (NotConnected | GeneralSecurityException brokenOff) {
            return Optional.ofNullable(shown.get()).map(ShownCertificate::of);
        }
    }

    private static ShownCertificate of(X509Certificate certificate) {
        return new ShownCertificate(
                names(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getIssuerX500Principal().getName());
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null
                    ? List.of()
                    : alternatives.stream().flatMap(ShownCertificate::name).toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    private static Stream<String> name(List<?> alternative) {
        boolean readable =
                alternative.get(0).equals(DNS_NAME) || alternative.get(0).equals(IP_ADDRESS);
        return readable ? Stream.of(String.valueOf(alternative.get(1))) : Stream.empty();
    }

    /** Whether it is for this host. */
    public boolean isFor(String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        String parent = wanted.replaceFirst("^[^.]+", "*");
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals(wanted) || name.equals(parent));
    }
}
