package openim.verify.app.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import openim.verify.config.Settings;
import openim.verify.file.TriedUpload;
import openim.verify.message.Arrived;
import openim.verify.suite.Fixtures;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.target.History;
import openim.verify.target.KnownWeakness.WeaknessRule;
import openim.verify.target.Remembered;
import openim.verify.target.Remembered.KeptFile;
import openim.verify.target.account.AccountRoles;
import openim.verify.target.account.Envoys;
import openim.verify.target.account.RegisteredAccounts;
import openim.verify.verdict.CannotLook;

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
