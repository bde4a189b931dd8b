package openim.verify.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.await.Expectation;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;

/**
 * What came back when OpenIM was asked something, by REST or on the gateway: its envelope, or the reason why there is none.
 *
 * <p>Prints as one line without the data, which can hold tokens.
 */
public sealed interface Answer {

    /** The token was issued anew for the same user and platform; this one is dead. */
    int ERR_KICKED = 1506;

    /** The token is not known to the server any more. */
    int ERR_TOKEN_NOT_EXISTING = 1507;

    /** What was asked. */
    Asked asked();

    /** How long it took or was waited. */
    Duration took();

    /** One line: "errCode 500 auth-rpc-service down after 2 ms", "no answer within 4000 ms". */
    String description();

    /** The same as a clause that names who answered: "http://10.0.0.5:10002 refuses connections". */
    default String seen() {
        return this instanceof NoReply none && none.failure() == Failure.REFUSED
                ? asked().server() + " refuses connections"
                : asked() + ": " + description();
    }

    /** What it means to whoever asked, with the errCode that said so: "the number is unregistered (errCode 20002), after 9 ms". */
    default String meaning(String meaning) {
        String code = this instanceof Reply reply ? " (errCode " + reply.errCode() + ")" : "";
        return meaning + code + ", after " + took().toMillis() + " ms";
    }

    /** The facts, by the names that diagnosis reads. */
    List<Evidence> evidence();

    /** What it tells of the process that was asked, in the runbook's word, where another like it is well; empty if nothing. */
    default Optional<Evidence> ailment() {
        if (!(this instanceof NoReply none)) {
            return Optional.empty();
        }
        return switch (none.failure()) {
            case REFUSED, CUT -> Optional.of(Evidence.of(Evidence.AILMENT, "dead"));
            case NO_ANSWER -> Optional.of(Evidence.of(Evidence.AILMENT, "hung"));
            default -> Optional.empty();
        };
    }

    /** Whether it is an envelope with this errCode. */
    default boolean hasErrCode(int code) {
        return this instanceof Reply reply && reply.errCode() == code;
    }

    default boolean isOk() {
        return hasErrCode(0);
    }

    /** Whether the server answers and says that it does not have this call. */
    default boolean hasNoSuchCall() {
        return this instanceof NoReply none && none.failure() == Failure.NO_SUCH_CALL;
    }

    /** The same without the data. */
    default Answer withoutData() {
        return this instanceof Reply r
                ? new Reply(r.asked, r.http, r.errCode, r.errMsg, r.errDlt, MissingNode.getInstance(), r.took)
                : this;
    }

    /**
     * Holds the answer to an expectation.
     *
     * @param who who expects it, the subject of the sentence
     * @throws BrokenPromise if it is not met
     */
    default Answer require(String who, Expectation<? super Answer> expected) {
        if (!expected.judge(this).isMet()) {
            throw broken(who, expected.sentence());
        }
        return this;
    }

    /**
     * Holds the answer to errCode 0.
     *
     * @param who who expects it, and {@code does} what: "bob", "reads his friend list"
     * @throws BrokenPromise if it is anything else
     */
    default Reply mustBeOk(String who, String does) {
        if (this instanceof Reply reply && reply.errCode() == 0) {
            return reply;
        }
        throw broken(who, does);
    }

    /**
     * Says that the token it was asked with is one of ours, and that nothing we do kills it.
     *
     * @return the answer, if it does not say that the token is dead
     * @throws CannotLook if it does: somebody else uses the account, and what we see is not the deployment's fault
     */
    default Answer withTokenOf(UserId ours) {
        boolean kicked = hasErrCode(ERR_KICKED) || (this instanceof NoReply none && none.failure() == Failure.KICKED);
        if (kicked) {
            throw new CannotLook("another run uses account " + ours + ": " + description(), facts());
        }
        if (hasErrCode(ERR_TOKEN_NOT_EXISTING)) {
            throw new CannotLook(
                    "the token of account " + ours + " is gone: another run uses it, or Redis lost it: "
                            + description(),
                    facts());
        }
        return this;
    }

    private Evidence[] facts() {
        return evidence().toArray(Evidence[]::new);
    }

    private BrokenPromise broken(String who, String sentence) {
        return BrokenPromise.seeing(seen(), who + " " + sentence, evidence());
    }

    /**
     * OpenIM's envelope.
     *
     * @param http the HTTP status; 101 for a frame of the gateway
     * @param data missing where the envelope has none
     */
    record Reply(Asked asked, int http, int errCode, String errMsg, String errDlt, JsonNode data, Duration took)
            implements Answer {

        /** What the server says in its own words, in one line. */
        public String words() {
            return Excerpt.of(errDlt.isBlank() || errDlt.equals(errMsg) ? errMsg : errMsg + ": " + errDlt);
        }

        @Override
        public String description() {
            String words = words();
            return (http == 200 || http == 101 ? "" : "HTTP " + http + " ") + "errCode " + errCode
                    + (words.isEmpty() ? "" : " " + words) + " after " + took.toMillis() + " ms";
        }

        @Override
        public List<Evidence> evidence() {
            List<Evidence> facts = new ArrayList<>();
            facts.add(Evidence.of(Evidence.FROM, asked));
            facts.add(Evidence.of(Evidence.HTTP, http));
            facts.add(Evidence.of(Evidence.ERR_CODE, errCode));
            if (!words().isEmpty()) {
                facts.add(Evidence.of(Evidence.WORDS, words()));
            }
            facts.addAll(tail(asked, took));
            return List.copyOf(facts);
        }

        @Override
        public String toString() {
            return description();
        }
    }

    /**
     * No envelope.
     *
     * @param failure how it ended
     * @param words the same as a line for a person
     */
    record NoReply(Asked asked, Failure failure, String words, Duration took) implements Answer {

        public NoReply {
            words = Excerpt.of(words);
        }

        @Override
        public String description() {
            return words;
        }

        @Override
        public List<Evidence> evidence() {
            List<Evidence> facts = new ArrayList<>();
            facts.add(Evidence.of(Evidence.FROM, asked));
            facts.add(Evidence.of(Evidence.FAILURE, failure.word()));
            facts.add(Evidence.of(Evidence.WORDS, words));
            facts.addAll(tail(asked, took));
            return List.copyOf(facts);
        }

        @Override
        public String toString() {
            return description();
        }
    }

    private static List<Evidence> tail(Asked asked, Duration took) {
        Evidence after = Evidence.of(Evidence.AFTER_MS, took.toMillis());
        return asked.operationId().isEmpty()
                ? List.of(after)
                : List.of(after, Evidence.of("operationID", asked.operationId()));
    }
}
