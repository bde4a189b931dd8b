package openim.verify.app.recovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import openim.verify.app.Ledgers;
import openim.verify.app.OwnPlaces;
import openim.verify.app.run.FlowStart;
import openim.verify.config.Settings;
import openim.verify.message.ledger.Attempt;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.LedgerSettings;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.flow.Flow;
import openim.verify.message.ledger.flow.FlowPlan;
import openim.verify.message.ledger.settlement.Settlement;
import openim.verify.recovery.Losses;
import openim.verify.recovery.Tokens;
import openim.verify.target.Deployment;
import openim.verify.verdict.CannotLook;

/**
 * The tokens of the gate's own flow, and those of a ledger that was kept across the outage. Final reads are made when the gate
 * asks, at the top of the ladder: what is still on its way then was given all the time that the watch took.
 */
final class LedgerTokens implements Tokens {

    /** Few enough accounts that a ledger of the standard flow can wait beside it for its settlement. */
    private static final FlowPlan PLAN = new FlowPlan(5, 1, 5, Duration.ofSeconds(30), false);

    private final Settings settings;
    private final boolean rehearsal;
    private final Deployment openim;
    private final Path file;

    /** Those that were settled here. What became of their messages stays in the file. */
    private final Map<String, LedgerSettings> settled = new LinkedHashMap<>();

    LedgerTokens(Deployment openim, boolean rehearsal) {
        this.settings = openim.settings();
        this.rehearsal = rehearsal;
        this.openim = openim;
        this.file = Ledgers.file(settings);
    }

    @Override
    public Following follow() {
        mustBeOver();
        try {
            return followed();
        } catch (CannotLook none) {
            if (unsettled().isEmpty()) {
                throw none;
            }
            // Watches that came to a sudden end left theirs unsettled, and those accounts are wanted.
            made();
            return followed();
        }
    }

    private Following followed() {
        LedgerWriter scribe = FlowStart.scribe(settings);
        try {
            return new Flowing(scribe, FlowStart.open(settings, rehearsal, scribe, PLAN));
        } catch (RuntimeException | Error failed) {
            scribe.close();
            throw failed;
        }
    }

    /** A flow that somebody else keeps cannot be settled, and its accounts are not free. */
    private void mustBeOver() {
        unsettled().stream().filter(LedgerHeader::isGoingOn).findFirst().ifPresent(going -> {
            throw new CannotLook(Settlement.goingOn(going));
        });
    }

    @Override
    public Losses sentFrom(Instant moment) {
        settle();
        return losses(at -> !at.isBefore(moment));
    }

    @Override
    public Losses sentBefore(Instant moment) {
        settle();
        return losses(at -> at.isBefore(moment));
    }

    /** Once for each ledger: what could not be looked at a moment ago is not asked for again with the next question. */
    private void settle() {
        if (unsettled().stream().anyMatch(account -> !account.isGoingOn() && !settled.containsKey(account.id()))) {
            made();
        }
    }

    private void made() {
        Settlement.made(
                        openim,
                        OwnPlaces.pool(settings),
                        file,
                        Settlement.patience(settings.deadlines().run()))
                .settled()
                .forEach(one -> settled.put(one.opening().id(), one.opening()));
    }

    private List<LedgerHeader> unsettled() {
        return Files.exists(file) ? Settlement.unsettled(file) : List.of();
    }

    /** Of the messages that were sent then. Counted afresh from the file, so that none of them is kept in memory. */
    private Losses losses(Predicate<Instant> when) {
        LedgerCount count = new LedgerCount(when);
        if (!settled.isEmpty()) {
            try (LedgerReader reader = LedgerReader.of(file)) {
                settled.values().forEach(opening -> reader.judged(opening, count::add));
            }
        }
        return count.losses();
    }

    /** The gate's own flow. */
    private static final class Flowing implements Following {

        private static final Duration UNTIL_CLOSED = Duration.ofDays(1);

        private final LedgerWriter scribe;
        private final Flow flow;
        private final Thread sending;

        Flowing(LedgerWriter scribe, Flow flow) {
            this.scribe = scribe;
            this.flow = flow;
            this.sending = new Thread(() -> flow.run(UNTIL_CLOSED), "gate-flow");
            sending.setDaemon(true);
            sending.start();
        }

        @Override
        public void close() {
            flow.stop();
            try {
                sending.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            flow.close();
            scribe.close();
        }
    }

    /** Counts what became of the messages of ledgers that were sent at a time. */
    static final class LedgerCount {

        private final Predicate<Instant> when;
        private final Map<State, Integer> states = new EnumMap<>(State.class);
        private int watched;
        private int unlooked;
        private int untaken;
        private String why = "";

        /**
         * @param when whether a message that was sent then counts
         */
        LedgerCount(Predicate<Instant> when) {
            this.when = when;
        }

        /** Only an acknowledgement starts the clock of a loss, so the sending that was acknowledged says when it was. */
        void add(JudgedMessage one) {
            Optional<Instant> acknowledged = one.story().acknowledged().map(Attempt::at);
            if (acknowledged.isEmpty()) {
                untaken += when.test(one.story().sentAt()) ? 1 : 0;
            } else if (acknowledged.filter(when).isPresent()) {
                watched++;
                states.merge(one.state(), 1, Integer::sum);
                unlooked += one.isCleared() ? 0 : 1;
                why = why.isEmpty() ? one.whyOpen() : why;
            }
        }

        Losses losses() {
            Map<String, Integer> broken = new LinkedHashMap<>();
            for (State state : State.values()) {
                if (state.accuses()) {
                    broken.put(state.word().replace('-', ' '), states.getOrDefault(state, 0));
                }
            }
            return new Losses(watched, broken, unlooked, why, untaken);
        }
    }
}
