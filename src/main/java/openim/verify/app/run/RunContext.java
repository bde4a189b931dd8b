package openim.verify.app.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import openim.verify.app.Ledgers;
import openim.verify.app.program.WhenHung;
import openim.verify.config.Settings;
import openim.verify.file.TriedUpload;
import openim.verify.history.RunOrigin;
import openim.verify.message.Arrived;
import openim.verify.message.ledger.settlement.Settlement;
import openim.verify.suite.Fixtures;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.target.History;
import openim.verify.target.KnownWeakness.WeaknessRule;
import openim.verify.target.Remembered;
import openim.verify.target.Remembered.KeptFile;
import openim.verify.target.account.AccountRoles;
import openim.verify.target.account.Envoys;
import openim.verify.target.account.RegisteredAccounts;
import openim.verify.verdict.CannotLook;

/**
 * What a run is part of.
 *
 * @param occasion why it is made
 * @param memory what is known of the deployment, and is added to
 * @param runs the directory in which it gets one of its own
 * @param ledger the ledgers that it settles, if it settles any
 * @param settled told of a settlement, when a run made one
 * @param afterwards told in a sentence what failed when the verdict stood already
 * @param whenHung what is done if the run itself hangs
 */
public record RunContext(
        RunOrigin occasion,
        History memory,
        Path runs,
        LedgerAtHand ledger,
        Consumer<Settlement> settled,
        Consumer<String> afterwards,
        WhenHung whenHung) {

    /** Of a run that is all that was asked for. */
    static RunContext alone(Suite suite, Settings settings) {
        return of(
                RunOrigin.of(suite.name()),
                settings,
                new History(settings.reports()),
                WhenHung.endsWith(run -> run.exitStatus()));
    }

    public static RunContext of(RunOrigin occasion, Settings settings, History memory, WhenHung whenHung) {
        return new RunContext(
                occasion,
                memory,
                settings.reports(),
                LedgerAtHand.in(Ledgers.file(settings)),
                settlement -> {},
                // Not among the lines of the run, of which the verdict is the last.
                words -> System.err.println("note: " + words),
                whenHung);
    }

    /**
     * What a run knows of a deployment from runs before it, and what the next one will know from it.
     *
     * @param memory where it is kept
     */
    record RunMemory(Settings settings, Subject subject, History memory) {

        /** What is known; empty if it cannot be read. */
        Optional<Remembered> known() {
            try {
                return Optional.of(memory.of(settings.endpoints().api(), subject.rehearsal()));
            } catch (CannotLook unreadable) {
                return Optional.empty();
            }
        }

        /** Which weaknesses of a build are red. */
        WeaknessRule weaknesses() {
            return new WeaknessRule(
                    settings.strictness(),
                    known().map(Remembered::kept).map(Map::copyOf).orElse(Map.of()),
                    settings.release().serverWords(),
                    settings.release().server().isPresent());
        }

        /** Keeps the accounts of a run, and what a good one left behind that the next one looks for. */
        void keep(Run run, Fixtures fixtures) {
            fixtures.made(RegisteredAccounts.class).ifPresent(residents -> {
                Remembered now = fixtures.made(AccountRoles.class)
                        .map(AccountRoles::known)
                        .or(() -> fixtures.made(Envoys.class).map(Envoys::known))
                        .orElse(residents.known())
                        .withRun(run.id());
                memory.keep(run.verdict().isHealthy() ? withGood(run, now, fixtures) : now);
            });
        }

        private Remembered withGood(Run run, Remembered now, Fixtures fixtures) {
            String release = settings.release().serverWords();
            return now.withGoodRun(Instant.now(), seqs(fixtures), keptFile(fixtures))
                    .withKept(WeaknessRule.seen(run.observations()), release)
                    .withKept(Belonging.seen(run), release);
        }

        private static Map<String, Long> seqs(Fixtures fixtures) {
            return fixtures.made(Arrived.class)
                    .map(arrived -> Map.of(arrived.conversation().value(), arrived.newestSeq()))
                    .orElse(Map.of());
        }

        private static Optional<KeptFile> keptFile(Fixtures fixtures) {
            return fixtures.made(TriedUpload.class)
                    .map(tried -> new KeptFile(
                            tried.upload().name().value(),
                            tried.content().size(),
                            tried.content().sha256(),
                            Instant.now()));
        }
    }
}
