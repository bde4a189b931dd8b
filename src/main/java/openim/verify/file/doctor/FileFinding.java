package openim.verify.file.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import openim.verify.config.reach.Ports;

/** One thing that is wrong with the address that clients get for files. */
public sealed interface FileFinding {

    /** What is wrong, in a sentence. */
    String wrong();

    /**
     * What to change, the first thing first.
     *
     * @param setting that has the address
     * @param works an address at which an object store answers, if one was found
     */
    List<String> mend(Setting setting, Optional<URI> works);

    private static List<String> change(Setting setting, Optional<URI> works, String otherwise) {
        return List.of("In " + setting.file() + " set " + setting.name() + " to "
                + works.map(url -> url + ", where an object store answers").orElse(otherwise)
                + "; then restart OpenIMServer.");
    }

    private static List<String> elsewhere(String what, Setting setting, Optional<URI> works) {
        String past = works.map(url -> "Or go past it: in " + setting.file() + " set " + setting.name() + " to " + url
                        + ", where an object store answers; then restart OpenIMServer.")
                .orElse(setting.name() + " in " + setting.file() + " can stay as it is.");
        return List.of(what, past);
    }

    /** OpenIM signs for another address than the configuration has. */
    record NotInForce(URI address, URI configured) implements FileFinding {

        @Override
        public String wrong() {
            return "clients are sent to " + address + ", not to " + configured + " as configured";
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return List.of("See that " + setting.name() + " in " + setting.file() + " is " + configured
                    + "; if it is, it is not in force yet: restart OpenIMServer.");
        }
    }

    /** The address that OpenIM ships with. */
    record Placeholder(URI address) implements FileFinding {

        private static final Set<String> KNOWN = Set.of("external_ip", "external-ip", "your_ip", "your-domain");

        /** Whether it is the host of one. */
        public static boolean isHost(String host) {
            return KNOWN.contains(host.toLowerCase(Locale.ROOT));
        }

        @Override
        public String wrong() {
            return "clients are sent to " + address + ", which is the placeholder that nobody filled in";
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return change(setting, works, "the address at which clients reach the object store, port 10005 as a rule");
        }
    }

    /** A name that only containers, or machines of the same network, know. */
    record InternalName(URI address, String host) implements FileFinding {

        @Override
        public String wrong() {
            return "clients are sent to " + address + ", and " + host
                    + " is an internal name, such as a container's: they do not know it";
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return change(setting, works, "an address that clients know, with the port that is published");
        }
    }

    /** An address that leads each client to itself. */
    record Loopback(URI address) implements FileFinding {

        @Override
        public String wrong() {
            return "clients are sent to " + address
                    + ", a loopback address, which leads each of them to its own machine";
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            List<String> steps = new ArrayList<>(change(
                    setting, works, "the address at which clients reach the object store, port 10005 as a rule"));
            steps.add("If all clients run on this machine, say so: openim.clients-here=true.");
            return steps;
        }
    }

    /** An address that fewer can reach than can reach the API. */
    record TooNear(URI address, Scope scope, URI api, Scope apiScope) implements FileFinding {

        @Override
        public String wrong() {
            return "clients are sent to " + address + ", a " + scope.word() + " address, while the API at " + api
                    + " is " + apiScope.word() + ": whoever is farther away gets no files";
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return change(setting, works, "an address that reaches as far as " + api);
        }
    }

    /** A page that came by https may not load from http. */
    record PlainHttp(URI address, URI api) implements FileFinding {

        @Override
        public String wrong() {
            return "clients are sent to " + address + " by plain http, while the site at " + api
                    + " is https: browsers load nothing from there";
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return change(
                    setting,
                    works,
                    "an https address; for that put a proxy with a certificate before the object store,"
                            + " which passes Host and path on as they came");
        }
    }

    /** The name leads nowhere. */
    record UnknownName(URI address, String host) implements FileFinding {

        @Override
        public String wrong() {
            return "clients are sent to " + address + ", and " + host + " has no address here";
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return change(setting, works, "a name that resolves, or enter " + host + " in the DNS");
        }
    }

    /** Nobody is met there. */
    record NotReachable(URI address, String words) implements FileFinding {

        @Override
        public String wrong() {
            return "clients are sent to " + address + ", which is not reached from here: " + words;
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return change(
                    setting,
                    works,
                    "an address that clients reach, or let them through to this one (firewall," + " route)");
        }
    }

    /** Somebody is there, and the port refuses. */
    record PortShut(URI address) implements FileFinding {

        @Override
        public String wrong() {
            return "clients are sent to " + address + ", where port " + Ports.of(address)
                    + " is shut: the host refuses the connection";
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return change(
                    setting,
                    works,
                    "the port at which the object store listens for clients, or start what" + " listens on this one");
        }
    }

    /**
     * The certificate is refused, or there is none.
     *
     * @param detail what it shows of itself
     */
    record TlsFault(URI address, Kind kind, String detail) implements FileFinding {

        /** What is wrong with it. */
        public enum Kind {
            EXPIRED("its certificate has expired", "renew the certificate"),
            NOT_YET_VALID("its certificate is not valid yet", "look at the clock, else renew the certificate"),
            WRONG_NAME("its certificate is for another name", "get a certificate for this name"),
            UNKNOWN_AUTHORITY(
                    "no authority known here vouches for its certificate",
                    "have the server send the whole chain of a certificate that clients' devices trust (a private"
                            + " authority: name it by openim.ca-file here, and install it on the devices)"),
            NO_TLS(
                    "no TLS is spoken there",
                    "have TLS spoken on that port, or use http if the site does not use https");

            private final String words;
            private final String cure;

            Kind(String words, String cure) {
                this.words = words;
                this.cure = cure;
            }
        }

        @Override
        public String wrong() {
            return "clients are sent to " + address + ", and " + kind.words + ": " + detail;
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return List.of(
                    "At " + address + ": " + kind.cure + ".",
                    setting.name() + " in " + setting.file() + " can stay as it is.");
        }
    }

    /** Who answers is no object store. */
    record NotAStore(URI address, StoreReply reply) implements FileFinding {

        @Override
        public String wrong() {
            return "clients are sent to " + address + ", and what answers there is no object store: " + reply;
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return change(setting, works, "the address of the object store, or have the proxy there lead to it");
        }
    }

    /**
     * The clocks differ by more than signatures can bear.
     *
     * @param signerAhead how far OpenIM's is before the store's
     * @param whose the clock that is wrong, going by ours
     */
    record ClockSkew(Duration signerAhead, String whose) implements FileFinding {

        @Override
        public String wrong() {
            long seconds = Math.abs(signerAhead.toSeconds());
            return "the clocks differ: OpenIMServer's is " + seconds + " s "
                    + (signerAhead.isNegative() ? "behind" : "ahead of")
                    + " that of the object store, and object stores refuse signatures of another time; by the clock"
                    + " here it is " + whose + " that is wrong";
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return List.of(
                    "Set the clock on the machine of " + whose + " (by NTP: timedatectl set-ntp true).",
                    setting.name() + " in " + setting.file() + " can stay as it is.");
        }
    }

    /** What arrives is not what was signed. */
    record ChangedByProxy(URI address, Part part, String seen) implements FileFinding {

        /** What a signature covers and a proxy can change. */
        public enum Part {
            HOST("the Host header", "pass Host on as it came (nginx: proxy_set_header Host $http_host;)"),
            PATH(
                    "the path",
                    "pass the path on as it was signed: take away the prefix of the external address, and nothing else"),
            EITHER("the Host header or the path", "pass Host and path on as they came");

            private final String words;
            private final String cure;

            Part(String words, String cure) {
                this.words = words;
                this.cure = cure;
            }
        }

        @Override
        public String wrong() {
            return "a proxy at " + address + " changes " + part.words
                    + ", and the signature does not match any more (SignatureDoesNotMatch): " + seen;
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return elsewhere("Have the proxy at " + address + " " + part.cure + ".", setting, works);
        }
    }

    /** The store itself refuses what OpenIM signed. */
    record RefusedByStore(URI address, StoreReply reply) implements FileFinding {

        @Override
        public String wrong() {
            return "the object store at " + address + " refuses what OpenIM signed: " + reply;
        }

        @Override
        public List<String> mend(Setting setting, Optional<URI> works) {
            return List.of("Compare accessKeyID, secretAccessKey and bucket, which stand beside " + setting.name()
                    + " in " + setting.file() + ", with those of the object store.");
        }
    }
}
