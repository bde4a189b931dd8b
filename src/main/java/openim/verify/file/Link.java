package openim.verify.file;

import java.net.URI;
import openim.verify.client.file.Download;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * The link to a file that OpenIM gives to whoever uploaded it. Clients put it into their messages, so that everybody else finds
 * the file by it alone. OpenIM makes it of the request's Host, or of the header {@code X-Request-Api} where a proxy sets that: a
 * proxy that does neither right lets uploads pass and sends every reader elsewhere.
 *
 * @param given as OpenIM gave it
 */
public record Link(TriedUpload tried, String given) {

    /**
     * The link to an upload.
     *
     * @throws NotLookedAt if it did not come to that
     */
    public static Link to(TriedUpload tried) {
        try {
            return new Link(tried, tried.mustBeUploaded().link());
        } catch (BrokenPromise broken) {
            throw NotLookedAt.because(new CheckId("file.round-trip"), broken);
        }
    }

    /**
     * Sees to it that it leads to the file.
     *
     * @return what was found, in words
     * @throws BrokenPromise if it is none, or leads elsewhere
     */
    public String mustLeadToTheFile() {
        var owner = tried.owner();
        URI expected = owner.linkTo(tried.upload().name());
        if (expected.toString().equals(given)) {
            return "it is below " + before(given) + ", where the API is";
        }
        Download download = owner.downloadsByLink(tried.upload().name(), uri(), tried.content());
        if (!(download instanceof Download.Equal)) {
            throw broken("leads nowhere", download.description(), expected);
        }
        return given + " leads to the file: " + download.description();
    }

    private URI uri() {
        try {
            URI link = URI.create(given);
            if (link.getRawAuthority() != null) {
                return link;
            }
        } catch (IllegalArgumentException strange) {
            // Said below: a link that is none.
        }
        URI expected = tried.owner().linkTo(tried.upload().name());
        throw broken("is none that a client could open", given, expected);
    }

    private BrokenPromise broken(String what, String seen, URI expected) {
        return new BrokenPromise(
                "the link to a file that clients put into their messages " + what + ": it begins with " + before(given)
                        + ", and the API is at " + before(expected.toString()),
                Evidence.of(Evidence.EXPECTED, "a link such as " + expected),
                Evidence.of(Evidence.SEEN, seen),
                Evidence.of("link", given),
                Evidence.of("setting", "Host and X-Request-Api, as the proxy before openim-api hands them on"));
    }

    /** Where the API is, by a link. */
    private static String before(String link) {
        return link.replaceFirst("/object/.*", "");
    }
}
