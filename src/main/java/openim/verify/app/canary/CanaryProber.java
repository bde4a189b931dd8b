package openim.verify.app.canary;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.app.OwnPlaces;
import openim.verify.app.Wiring;
import openim.verify.app.program.WhenHung;
import openim.verify.app.run.FlowStart;
import openim.verify.app.run.LedgerAtHand;
import openim.verify.app.run.RunContext;
import openim.verify.app.run.SuiteRun;
import openim.verify.app.run.Verification;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.canary.CanaryFault;
import openim.verify.canary.CanaryListener;
import openim.verify.canary.Prober;
import openim.verify.canary.Round;
import openim.verify.canary.metrics.CanaryMetrics;
import openim.verify.client.SearchCap;
import openim.verify.config.Settings;
import openim.verify.history.RunOrigin;
import openim.verify.message.ledger.LedgerFile;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.flow.Flow;
import openim.verify.message.ledger.flow.FlowPlan;
import openim.verify.message.ledger.read.SearchBudget;
import openim.verify.message.ledger.settlement.Confirmation;
import openim.verify.message.ledger.settlement.Settlement;
import openim.verify.report.terminal.Terminal;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.Turn;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;

/**
 * Looks at a deployment by a suite, and by a few messages that are in a ledger before they are sent.
 *
 * <p>Everything is made anew for each look: drivers, tokens, sessions.
 *
 * @param runs the directory in which each run gets one of its own
 * @param metrics hear of each time that is taken, and of what became of messages
 * @param searches how often the server may be asked to search its messages
 * @param turn the number of the one of which of very many instances it was when it looked first
 */
record CanaryProber(
        Settings settings,
        boolean rehearsal,
        Path runs,
        CanaryListener watcher,
        CanaryMetrics metrics,
        SearchCap searches,
        Clock clock,
        AtomicLong turn)
        implements Prober {

    private static final String NOT_SEARCHED =
            "a canary does not have the server search for each message, which would scan all messages each time";

    /** To open a flow's sessions, and for what is written when a suite is over. */
    private static final Duration BESIDES = Duration.ofSeconds(45);

    private static final Duration STANDSTILL = Duration.ofSeconds(90);

    /** Without these there is no flow: nobody could log in. */
    private static final Set<CheckId> NEEDED = Set.of(new CheckId("probe.auth"), new CheckId("probe.gateway"));

    CanaryProber(
            Settings settings,
            boolean rehearsal,
            Path runs,
            CanaryListener watcher,
            CanaryMetrics metrics,
            SearchCap searches,
            Clock clock) {
        this(settings, rehearsal, runs, watcher, metrics, searches, clock, new AtomicLong());
    }

    CanaryProber {
        // What never happened is 0, or nobody sees it rise.
        metrics.settled(Stream.of(State.values())
                .filter(state -> state != State.OPEN)
                .collect(Collectors.toMap(State::word, state -> 0L)));
    }

    @Override
    public List<Run> look(Round round, RunOrigin occasion) throws TimeoutException {
        Duration budget = longest(round);
        try {
            return Bounded.get(Deadline.in(budget), "canary-round", () -> looked(round, occasion));
        } catch (TimeoutException late) {
            throw new TimeoutException("it did not end within " + budget.toSeconds() + " s");
        }
    }

    /** The deadline of one look. */
    Duration longest(Round round) {
        return Verification.longest(round.suite(), settings).plus(ledger()).plus(BESIDES);
    }

    private List<Run> looked(Round round, RunOrigin occasion) {
        if (occasion.look() == 1) {
            // The second look is at the same ones.
            turn.set(Turn.at(clock.instant()).number());
        }
        List<Run> seen = new ArrayList<>();
        CanaryFlow flow =
                new CanaryFlow(settings, rehearsal, CanaryPlaces.of(settings).ledger(), clock);
        Run run = run(round.suite(), occasion, Verification.longest(round.suite(), settings), Optional.empty());
        seen.add(run);
        if (run.verdict().isUnhealthy()) {
            // Bad news does not wait for a ledger that cannot be settled now; the first good round settles it.
            return seen;
        }
        boolean sends = flow.isPossible() && isPossible(run) && !flow.isDoubtful() && !flow.isHeldUp();
        Optional<BrokenPromise> unopened = sends ? sent(flow) : Optional.empty();
        if (unopened.isPresent() || flow.isOpen()) {
            seen.add(run(looksIntoStore() ? Suites.LEDGER : Suites.LEDGER_FROM_OUTSIDE, occasion, ledger(), unopened));
        }
        tidy(flow);
        return seen;
    }

    /** A search for each lane and round would be a load that grows all day. */
    private boolean looksIntoStore() {
        return settings.stores().mongo().isPresent();
    }

    private static boolean isPossible(Run run) {
        return run.observations().stream()
                .filter(seen -> NEEDED.contains(seen.check()))
                .allMatch(seen -> seen.verdict().isHealthy());
    }

    /**
     * Sends the messages of a flow.
     *
     * @return how the deployment did not let it begin: somebody got no token, or no session
     */
    private Optional<BrokenPromise> sent(CanaryFlow flow) {
        try {
            flow.send();
        } catch (BrokenPromise unopened) {
            return Optional.of(unopened);
        } catch (CannotLook | UncheckedIOException own) {
            watcher.failed(CanaryFault.LEDGER, "no ledger was kept in this round: " + own.getMessage());
        }
        return Optional.empty();
    }

    private void tidy(CanaryFlow flow) {
        try {
            flow.tidy();
        } catch (CannotLook | UncheckedIOException later) {
            watcher.failed(CanaryFault.LEDGER, "its ledgers could not be tidied: " + later.getMessage());
        }
    }

    private Run run(Suite suite, RunOrigin occasion, Duration within, Optional<BrokenPromise> unopened) {
        Deployment openim = Wiring.forSettings(settings, searches, new Turn(turn.get()));
        openim.latencies().tell(metrics::took);
        return new SuiteRun(
                        suite,
                        new RunContext(
                                occasion,
                                new History(settings.reports()),
                                runs,
                                new LedgerAtHand(
                                        CanaryPlaces.of(settings).ledger(),
                                        looksIntoStore()
                                                ? SearchBudget.none(NOT_SEARCHED)
                                                : SearchBudget.never(NOT_SEARCHED),
                                        Confirmation.TWO_LOOKS,
                                        unopened),
                                this::count,
                                words -> watcher.failed(CanaryFault.HISTORY, words),
                                WhenHung.isLeftBehind()),
                        settings,
                        Verification.subject(settings, rehearsal),
                        Verification.next(settings, rehearsal),
                        Terminal.silent(),
                        Deadline.in(within))
                .run(openim);
    }

    /** Each message is counted once, when its ledger is over: what one look missed is not counted before the next one did too. */
    private void count(Settlement settlement) {
        Map<String, Long> states = new TreeMap<>();
        settlement.sumsOfThoseOver().states().forEach((state, count) -> states.put(state.word(), count));
        metrics.settled(states);
    }

    /** Messages that are on their way are waited for up to two thirds of it: long enough to see consumers stand still. */
    private Duration ledger() {
        Duration twice = settings.deadlines().run().multipliedBy(2);
        return twice.compareTo(STANDSTILL) < 0 ? STANDSTILL : twice;
    }

    /**
     * The few messages of a round that are written down before they are sent, so that whatever happens to this process they are
     * settled: by this round, or by the first one after a restart.
     */
    record CanaryFlow(Settings settings, boolean rehearsal, Path file, Clock clock) {

        private static final int RATE = 5;
        private static final int SENDERS = 1;
        private static final int RECEIVERS = 8;
        private static final Duration TIME = Duration.ofMillis(1600);

        /** One that could not be settled for so long never will be, and its accounts are wanted. */
        private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(30);

        /** So many settled ledgers are kept. */
        private static final int KEPT = 100;

        /** Whether there are accounts enough for one, besides the pair of the round itself. */
        boolean isPossible() {
            return receivers() > 0;
        }

        private int receivers() {
            return Math.min(RECEIVERS, 2 * (settings.limits().pairs() - 1) - 1);
        }

        /**
         * Sends them.
         *
         * @throws openim.verify.verdict.BrokenPromise if the deployment does not let them begin
         * @throws openim.verify.verdict.CannotLook if not enough accounts are free, or the ledger cannot be written
         */
        void send() {
            int rate = Math.min(RATE, settings.limits().ratePerSecond());
            FlowPlan plan = new FlowPlan(
                    rate, SENDERS, receivers(), settings.deadlines().push(), false);
            try (LedgerWriter scribe = LedgerWriter.in(file);
                    Flow flow = FlowStart.open(settings, rehearsal, scribe, plan)) {
                flow.run(TIME);
            }
        }

        /** Whether anything is left to be settled. */
        boolean isOpen() {
            return Files.exists(file) && !Settlement.unsettled(file).isEmpty();
        }

        /** Whether what is not settled yet has so many of the accounts that none are left for others: it is looked at instead. */
        boolean isHeldUp() {
            int held = Files.exists(file)
                    ? Settlement.unsettled(file).stream()
                            .mapToInt(account -> account.opening().slots().size())
                            .sum()
                    : 0;
            int needed = (SENDERS + receivers() + 1) / 2;
            return settings.limits().pairs() - held < needed;
        }

        /** Whether messages were missed once: they are looked for again before others are sent. */
        boolean isDoubtful() {
            return Files.exists(file) && Settlement.isDoubtful(file);
        }

        /** Gives up what could not be settled for long, and forgets what was settled long ago. */
        void tidy() {
            if (!Files.exists(file)) {
                return;
            }
            List<LedgerHeader> hopeless = Settlement.unsettled(file).stream()
                    .filter(account ->
                            account.opening().at().plus(GIVEN_UP_AFTER).isBefore(clock.instant()))
                    .filter(account -> !account.isGoingOn())
                    .toList();
            if (!hopeless.isEmpty()) {
                try (LedgerWriter scribe = LedgerWriter.in(file)) {
                    hopeless.forEach(account -> {
                        scribe.settles(account.id(), clock.instant());
                        OwnPlaces.pool(settings)
                                .protections()
                                .release(account.opening().slots(), account.id());
                    });
                }
            }
            LedgerFile.forgetSettled(file, KEPT);
        }
    }
}
