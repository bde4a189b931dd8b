package openim.verify.message.ledger.read;

import java.util.Optional;

/**
 * How far OpenIM's consumers have come, at one look.
 *
 * @param backlog what they have still before them; empty if they are past it all, or if nobody could tell
 * @param unknown why nobody could tell; empty if somebody could
 */
record Consumed(Optional<Backlog> backlog, Optional<String> unknown) {

    static Consumed all() {
        return new Consumed(Optional.empty(), Optional.empty());
    }

    static Consumed allBut(Backlog backlog) {
        return new Consumed(Optional.of(backlog), Optional.empty());
    }

    static Consumed unknown(String why) {
        return new Consumed(Optional.empty(), Optional.of(why));
    }

    boolean isKnown() {
        return unknown.isEmpty();
    }
}
