package openim.verify.recovery;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;

/** Tokens of which a test says what became of them. */
public final class ToldTokens implements Tokens {

    private static final Losses NONE = new Losses(40, Map.of(), 0, "", 0);

    private final Function<Instant, Losses> since;
    private final Function<Instant, Losses> before;
    private Runnable obstacle = () -> {};
    private int begun;
    private int ended;

    private ToldTokens(Function<Instant, Losses> since, Function<Instant, Losses> before) {
        this.since = since;
        this.before = before;
    }

    public static ToldTokens allDelivered() {
        return of(NONE, Losses.NOBODY_WATCHED);
    }

    static ToldTokens of(Losses since, Losses before) {
        return of(moment -> since, moment -> before);
    }

    static ToldTokens of(Function<Instant, Losses> since, Function<Instant, Losses> before) {
        return new ToldTokens(since, before);
    }

    /** Divided at this moment only. */
    static ToldTokens dividedAt(Instant divide, Losses since, Losses before) {
        return new ToldTokens(
                moment -> moment.equals(divide) ? since : Losses.NOBODY_WATCHED,
                moment -> moment.equals(divide) ? before : Losses.NOBODY_WATCHED);
    }

    static ToldTokens neverCounted(String why) {
        return new ToldTokens(
                moment -> {
                    throw new CannotLook(why);
                },
                moment -> Losses.NOBODY_WATCHED);
    }

    static ToldTokens thatCannotBeKept(String why) {
        ToldTokens tokens = allDelivered();
        tokens.obstacle = () -> {
            throw new CannotLook(why);
        };
        return tokens;
    }

    static ToldTokens thatAreRefused(String why) {
        ToldTokens tokens = allDelivered();
        tokens.obstacle = () -> {
            throw new BrokenPromise(why);
        };
        return tokens;
    }

    @Override
    public Following follow() {
        obstacle.run();
        begun++;
        return () -> ended++;
    }

    @Override
    public Losses sentFrom(Instant moment) {
        return since.apply(moment);
    }

    @Override
    public Losses sentBefore(Instant moment) {
        return before.apply(moment);
    }

    /** How many flows were begun and ended. */
    int flows() {
        if (begun != ended) {
            throw new IllegalStateException(begun + " flows were begun, and " + ended + " ended");
        }
        return begun;
    }
}
