package openim.verify.app.canary;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import openim.verify.app.OwnPlaces;
import openim.verify.app.run.FlowStart;
import openim.verify.config.Settings;
import openim.verify.message.ledger.LedgerFile;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.flow.Flow;
import openim.verify.message.ledger.flow.FlowPlan;
import openim.verify.message.ledger.settlement.Settlement;

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
        FlowPlan plan =
                new FlowPlan(rate, SENDERS, receivers(), settings.deadlines().push(), false);
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
                .filter(account -> account.opening().at().plus(GIVEN_UP_AFTER).isBefore(clock.instant()))
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
