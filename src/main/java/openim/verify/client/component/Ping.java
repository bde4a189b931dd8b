package openim.verify.client.component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import openim.verify.client.Excerpt;
import openim.verify.client.Failure;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Reachability;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/** What came of asking a component whether it is there. */
public sealed interface Ping {

    /**
     * It answered as it should.
     *
     * @param words what it said of itself
     */
    record Alive(String words) implements Ping {}

    /**
     * It did not answer, or answered that it is not well.
     *
     * @param failure how the asking ended; empty if it answered
     * @param words the same, or its answer, as a line for a person
     */
    record Dead(Optional<Failure> failure, String words) implements Ping {

        public Dead {
            words = Excerpt.of(words);
        }

        /** After the component's name: {@code refuses connections}, {@code gives no answer: ...}. */
        private String how(String said) {
            return switch (failure.orElse(Failure.NOT_OPENIM)) {
                case REFUSED -> "refuses connections";
                case NO_ANSWER -> "does not answer: " + said;
                default -> failure.isPresent() ? "cannot be asked: " + said : "answers, but is not well: " + said;
            };
        }
    }

    /**
     * Nothing can be said of it from here.
     *
     * @param reason why not
     */
    record Unknown(String reason) implements Ping {

        public Unknown {
            reason = Excerpt.of(reason);
        }
    }

    /**
     * It answered, and says why it does not do its work.
     *
     * @param ailing of what kind that is
     * @param words what it says, as the end of a sentence that begins with its name: {@code refuses the login of ...}
     */
    record Complaint(Ailing ailing, String words) implements Ping {

        public Complaint {
            words = Excerpt.of(words);
        }
    }

    /** What may be wrong with one that answers; each is mended in another way. */
    enum Ailing {
        /** It does not take the deployment's own login. */
        REFUSED,
        /** It answers, and cannot do its work. */
        UNWELL,
        /** It has no disk or memory left. */
        EXHAUSTED,
        /** It was told something that is wrong. */
        MISCONFIGURED;

        /** The runbook's word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It answered, and its answer is bad. */
    static Dead answeredBadly(String words) {
        return new Dead(Optional.empty(), words);
    }

    static Dead noAnswer(String words) {
        return new Dead(Optional.of(Failure.NO_ANSWER), words);
    }

    /** No connection: dead, unless the reason lies here and not there. */
    static Ping of(NotConnected e) {
        return Reachability.isUnknownName(e) || e.failure() == Failure.TLS
                ? new Unknown(e.words())
                : new Dead(Optional.of(e.failure()), e.words());
    }

    /** A driver that could not look. */
    static Dead of(CannotLook e) {
        String word = e.evidence().stream()
                .filter(fact -> fact.name().equals(Evidence.FAILURE))
                .map(Evidence::value)
                .findFirst()
                .orElse("");
        Optional<Failure> failure = Arrays.stream(Failure.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
        return new Dead(failure, String.valueOf(e.getMessage()));
    }

    /**
     * What it said of itself, if it is alive.
     *
     * @param who the component and its address
     * @throws BrokenPromise if it is dead
     * @throws NotLookedAt if nothing can be said of it
     */
    default String mustBeAlive(String who) {
        if (this instanceof Alive alive) {
            return alive.words();
        }
        if (this instanceof Dead dead) {
            List<Evidence> facts = new ArrayList<>();
            facts.add(Evidence.of(Evidence.EXPECTED, who + " answers"));
            facts.add(Evidence.of(Evidence.FROM, who));
            dead.failure()
                    .ifPresentOrElse(
                            failure -> facts.add(Evidence.of(Evidence.FAILURE, failure.word())),
                            () -> facts.add(Evidence.of(Evidence.AILMENT, Ailing.UNWELL.word())));
            facts.add(Evidence.of(Evidence.WORDS, dead.words()));
            String words =
                    dead.words().startsWith(who + ": ") ? dead.words().substring(who.length() + 2) : dead.words();
            throw new BrokenPromise(who + " " + dead.how(words), facts);
        }
        if (this instanceof Complaint complaint) {
            throw new BrokenPromise(
                    who + " " + complaint.words(),
                    Evidence.of(Evidence.EXPECTED, who + " takes what OpenIM writes"),
                    Evidence.of(Evidence.FROM, who),
                    Evidence.of(Evidence.AILMENT, complaint.ailing().word()),
                    Evidence.of(Evidence.WORDS, complaint.words()));
        }
        throw new NotLookedAt(who + ": " + ((Unknown) this).reason());
    }
}
