package openim.verify.file.doctor;

import java.util.Optional;
import openim.verify.client.net.ShownCertificate;

/** How far one comes on the way that clients are sent. */
public sealed interface Met {

    /** In one line. */
    String description();

    /** The name has no address here. */
    record UnknownName() implements Met {

        @Override
        public String description() {
            return "nobody: the name is not known here";
        }
    }

    /** No way there: packets are dropped, or there is no route. */
    record NoWay(String words) implements Met {

        @Override
        public String description() {
            return words;
        }
    }

    /** Somebody is there and does not listen on that port. */
    record Refused() implements Met {

        @Override
        public String description() {
            return "the port refuses";
        }
    }

    /**
     * No TLS.
     *
     * @param shown the certificate, if there was any
     */
    record NoTls(String words, Optional<ShownCertificate> shown) implements Met {

        @Override
        public String description() {
            return words;
        }
    }

    /** Connected, and no whole answer came. */
    record Silence(String words) implements Met {

        @Override
        public String description() {
            return words;
        }
    }

    /** Somebody answered. */
    record Reply(StoreReply reply) implements Met {

        @Override
        public String description() {
            return reply.toString();
        }
    }

    /** The answer, if there was one. */
    default Optional<StoreReply> answer() {
        return this instanceof Reply reply ? Optional.of(reply.reply()) : Optional.empty();
    }
}
