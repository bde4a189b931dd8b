package openim.verify.app.canary;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.app.canary.CanaryPlaces.CanarySearches;
import openim.verify.app.canary.CanaryPlaces.CanaryStateFile;
import openim.verify.app.canary.CanaryPlaces.OldRounds;
import openim.verify.canary.Alert;
import openim.verify.canary.AlertState;
import openim.verify.canary.Canary;
import openim.verify.canary.CanaryFault;
import openim.verify.canary.CanaryListener;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.Round;
import openim.verify.canary.Watchdog;
import openim.verify.canary.metrics.CanaryMetrics;
import openim.verify.canary.metrics.Standpoint;
import openim.verify.config.Settings;
import openim.verify.message.ledger.Judge;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.report.Redactor;

/** A canary of the rehearsal whose rounds are made when the test says so: one round stands for one interval. */
public final class Watched implements CanaryListener {

    private final Settings settings;
    /** As each series of its figures says it. */
    static final String TARGET = "target=\"rehearsal\"";

    private final CanaryMetrics metrics = new CanaryMetrics("test", new Standpoint("rehearsal", ""), Clock.systemUTC());
    private final List<Alert> alerts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Canary canary;

    private Watched(Settings settings) {
        this.settings = settings;
        CanaryPlaces places = CanaryPlaces.of(settings);
        CanarySearches searches = new CanarySearches(
                settings.watch().searches(),
                places.searches(),
                Clock.systemUTC(),
                Clock.systemUTC(),
                metrics::searched);
        CanaryProber eyes =
                new CanaryProber(settings, true, places.rounds(), this, metrics, searches, Clock.systemUTC());
        this.canary = new Canary(
                eyes,
                new CanaryStateFile(
                        places.standing(), Redactor.of(settings.secrets().reveal())),
                alerts::add,
                this,
                new Watchdog(Duration.ofHours(1), Clock.systemUTC(), Clock.systemUTC(), alert -> {}, () -> {}),
                Duration.ofHours(4),
                Clock.systemUTC(),
                Clock.systemUTC());
    }

    public static Watched with(Settings settings) {
        return new Watched(settings);
    }

    public Optional<CanaryRound> round(Round round) {
        Optional<CanaryRound> look = canary.once(round);
        OldRounds.in(CanaryPlaces.of(settings).rounds()).clearAway();
        return look;
    }

    AlertState standing() {
        return canary.standing();
    }

    public List<Alert.Kind> told() {
        return alerts.stream().map(Alert::kind).toList();
    }

    List<Alert> alerts() {
        return alerts;
    }

    public List<String> faults() {
        return faults;
    }

    CanaryMetrics metrics() {
        return metrics;
    }

    /** What became of all messages of its ledgers. */
    List<JudgedMessage> judged() {
        Path file = CanaryPlaces.of(settings).ledger();
        List<JudgedMessage> all = new ArrayList<>();
        try (LedgerReader reader = LedgerReader.of(file)) {
            for (LedgerHeader account : reader.accounts()) {
                all.addAll(Judge.judge(reader.book(account.opening())));
            }
        }
        return all;
    }

    @Override
    public void begins(Round round) {
        metrics.begins(round);
    }

    @Override
    public void looked(CanaryRound look, AlertState standing) {
        metrics.looked(look, standing);
    }

    @Override
    public void changed(Alert alert) {
        metrics.changed(alert);
    }

    @Override
    public void failed(CanaryFault fault, String words) {
        metrics.failed(fault, words);
        faults.add(fault.word() + ": " + words);
    }
}
