package openim.verify.file;

import java.net.URI;
import java.util.Optional;
import openim.verify.client.Failure;
import openim.verify.client.file.FileFailure;
import openim.verify.client.file.FileStep;
import openim.verify.client.file.Upload;
import openim.verify.config.reach.Loopback;
import openim.verify.file.doctor.FileFinding;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * The address for which presigned URLs are signed, {@code externalAddress} in the server's minio.yml. It is what clients get:
 * files can work for the server and for nobody else.
 *
 * @param signedFor scheme, host and port, as a client got them
 */
public record ExternalAddress(URI signedFor) {

    private static final String MEND = "set externalAddress in config/minio.yml (MINIO_EXTERNAL_ADDRESS in .env) to an"
            + " address that clients reach";

    /** Where somebody is met who is only set up wrongly. */
    private static final String STAYS = "; externalAddress can stay as it is";

    private static final int TOO_LARGE = 413;

    private static final String CHANGED = "SignatureDoesNotMatch";

    /**
     * The address that an upload was sent to.
     *
     * @throws NotLookedAt if it did not come to that
     */
    public static ExternalAddress of(TriedUpload tried) {
        return new ExternalAddress(URI.create(tried.upload().signedFor().orElseThrow(() -> notSigned(tried))));
    }

    private static NotLookedAt notSigned(TriedUpload tried) {
        try {
            tried.mustBeUploaded();
            return new NotLookedAt("no URL was signed");
        } catch (BrokenPromise broken) {
            return NotLookedAt.because(new CheckId("file.round-trip"), broken);
        }
    }

    /**
     * Sees to it that it works for clients as we are one.
     *
     * @param configured what clients should see, where that is known
     * @param clientsHere whether all clients run on this machine, so that a loopback address may do
     * @return what was found, in words
     * @throws BrokenPromise if it is a placeholder, a loopback address, another than the configured one, or leads to no object store
     */
    public String mustWork(Upload upload, Optional<URI> configured, boolean clientsHere) {
        String host = Optional.ofNullable(signedFor.getHost()).orElse(signedFor.getAuthority());
        if (FileFinding.Placeholder.isHost(host.replaceFirst(":\\d+$", ""))) {
            throw broken("clients are sent to " + signedFor + ", which is the placeholder", "a real address");
        }
        if (!clientsHere && Loopback.isHost(host.replaceFirst(":\\d+$", ""))) {
            throw broken(
                    "clients are sent to " + signedFor + ", a loopback address, which leads each of them to its own"
                            + " machine (openim.clients-here=true says that all of them run on this one)",
                    "an address that clients reach");
        }
        configured.filter(address -> !sameOrigin(address, signedFor)).ifPresent(address -> {
            throw broken(
                    "clients are sent to " + signedFor + ", not to " + address + " as configured", address.toString());
        });
        if (upload instanceof Upload.Failed failed && leadsNowhere(failed.failure())) {
            throw broken(
                    "clients are sent to " + signedFor + ", and there: "
                            + failed.failure().description(),
                    "an object store answers there",
                    mend(failed.failure()));
        }
        return "clients are sent to " + signedFor + ", which answers";
    }

    private static boolean leadsNowhere(FileFailure failure) {
        return failure.step() == FileStep.PUT && (failure instanceof FileFailure.Unanswered || isNoStore(failure));
    }

    /** Whoever answered is no object store, or one behind a proxy that changes what was signed. */
    private static boolean isNoStore(FileFailure failure) {
        return failure instanceof FileFailure.Rejected rejected
                && (rejected.code().isEmpty() || rejected.code().equals(CHANGED));
    }

    private static String mend(FileFailure failure) {
        if (failure instanceof FileFailure.Unanswered unanswered
                && unanswered.none().failure() == Failure.TLS) {
            return "have what answers there speak TLS and show a certificate that clients take: valid, with the whole chain, for"
                    + " that name" + STAYS;
        }
        if (failure instanceof FileFailure.Rejected rejected && rejected.http() == TOO_LARGE) {
            return "have the proxy there take larger requests" + STAYS;
        }
        if (failure instanceof FileFailure.Rejected rejected && rejected.code().equals(CHANGED)) {
            return "have the proxy there pass Host and path on as they came" + STAYS;
        }
        return MEND;
    }

    private BrokenPromise broken(String sentence, String expected) {
        return broken(sentence, expected, MEND);
    }

    private BrokenPromise broken(String sentence, String expected, String mend) {
        return new BrokenPromise(
                sentence + "; " + mend,
                Evidence.of(Evidence.EXPECTED, expected),
                Evidence.of(Evidence.SEEN, signedFor),
                Evidence.of("setting", "externalAddress in config/minio.yml"));
    }

    private static boolean sameOrigin(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
