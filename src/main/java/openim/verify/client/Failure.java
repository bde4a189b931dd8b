package openim.verify.client;

import java.util.Locale;

/** How asking ended when no answer of OpenIM came. */
public enum Failure {

    /** The connection was refused: nothing listens there. */
    REFUSED,

    /** The other side took the connection, and no whole answer came in time. */
    NO_ANSWER,

    /** The other side ended the connection before its answer was whole. */
    CUT,

    /** No connection: the name is unknown, there is no route, or the packets are dropped on the way. */
    UNREACHABLE,

    /** No TLS: an unknown authority, another host's certificate, or no TLS spoken there at all. */
    TLS,

    /** The server answers, and says that it has no such call: its release does not know it, or a proxy keeps it back. */
    NO_SUCH_CALL,

    /** Something else than OpenIM answered: a page, JSON without an errCode, an answer that does not end. */
    NOT_OPENIM,

    /** The gateway ended the session because another device took its place. */
    KICKED;

    /** The word for it in evidence, such as {@code no-answer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
