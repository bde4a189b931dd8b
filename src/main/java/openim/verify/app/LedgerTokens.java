package openim.verify.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import openim.verify.config.Settings;
import openim.verify.message.ledger.Account;
import openim.verify.message.ledger.Attempt;
import openim.verify.message.ledger.Flow;
import openim.verify.message.ledger.Judged;
import openim.verify.message.ledger.Plan;
import openim.verify.message.ledger.Scribe;
import openim.verify.message.ledger.Settlement;
import openim.verify.message.ledger.State;
import openim.verify.recovery.gate.Losses;
import openim.verify.recovery.gate.Tokens;
import openim.verify.target.Deployment;
import openim.verify.verdict.CannotLook;

/**
 * The tokens of the gate's own flow, and those of a ledger that was kept across the outage. Final reads are made when the gate
 * asks, at the top of the ladder: what is still on its way then was given all the time that the watch took.
 */
final class LedgerTokens implements Tokens {

    /** Few enough accounts that a ledger of the standard flow can wait beside it for its settlement. */
    private static final Plan PLAN = new Plan(5, 1, 5, Duration.ofSeconds(30), false);

    private final Settings settings;
    private final boolean rehearsal;
    private final Deployment openim;
    private final Path file;
    private final Map<String, List<Judged>> judged = new LinkedHashMap<>();

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
            settle();
            return followed();
        }
    }

    private Following followed() {
        Scribe scribe = FlowStart.scribe(settings);
        try {
            return new Flowing(scribe, FlowStart.open(settings, rehearsal, scribe, PLAN));
        } catch (RuntimeException | Error failed) {
            scribe.close();
            throw failed;
        }
    }

    /** A flow that somebody else keeps cannot be settled, and its accounts are not free. */
    private void mustBeOver() {
        unsettled().stream().filter(Account::isGoingOn).findFirst().ifPresent(going -> {
            throw new CannotLook("ledger " + going.id() + " is still being written by process " + going.pid()
                    + ": stop it first (kill " + going.pid() + ")");
        });
    }

    @Override
    public Losses sentFrom(Instant moment) {
        settle();
        Predicate<Instant> since = at -> !at.isBefore(moment);
        List<Judged> acknowledged = acknowledged(since);
        int open = count(acknowledged, State.OPEN);
        if (open > 0) {
            throw new CannotLook(open + " of " + acknowledged.size() + " messages could not be looked for everywhere");
        }
        return losses(acknowledged, untaken(since));
    }

    @Override
    public Losses sentBefore(Instant moment) {
        settle();
        Predicate<Instant> before = at -> at.isBefore(moment);
        return losses(acknowledged(before), untaken(before));
    }

    private void settle() {
        if (!unsettled().isEmpty()) {
            Settlement.made(
                            openim,
                            SuiteRun.pool(settings),
                            file,
                            settings.deadlines().run())
                    .settled()
                    .forEach(one -> judged.put(one.book().opening().id(), one.judged()));
        }
    }

    private List<Account> unsettled() {
        return Files.exists(file) ? Settlement.unsettled(file) : List.of();
    }

    /** Those whose acknowledged sending began then: only an acknowledgement starts the clock of a loss. */
    private List<Judged> acknowledged(Predicate<Instant> when) {
        return all().filter(one ->
                        one.story().acknowledged().map(Attempt::at).filter(when).isPresent())
                .toList();
    }

    private int untaken(Predicate<Instant> when) {
        return (int) all().map(Judged::story)
                .filter(story -> story.acknowledged().isEmpty() && when.test(story.sentAt()))
                .count();
    }

    private Stream<Judged> all() {
        return judged.values().stream().flatMap(List::stream);
    }

    private static Losses losses(List<Judged> acknowledged, int untaken) {
        Map<String, Integer> broken = new LinkedHashMap<>();
        for (State state : State.values()) {
            if (state.accuses()) {
                broken.put(state.word().replace('-', ' '), count(acknowledged, state));
            }
        }
        return new Losses(acknowledged.size(), broken, untaken);
    }

    private static int count(List<Judged> judged, State state) {
        return (int) judged.stream().filter(one -> one.state() == state).count();
    }

    /** The gate's own flow. */
    private static final class Flowing implements Following {

        private static final Duration UNTIL_CLOSED = Duration.ofDays(1);

        private final Scribe scribe;
        private final Flow flow;
        private final Thread sending;

        Flowing(Scribe scribe, Flow flow) {
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
}
