package openim.verify.app.canary;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.app.canary.CanaryPlaces.CanarySearches;
import openim.verify.app.canary.CanaryPlaces.CanaryStateFile;
import openim.verify.app.canary.CanaryPlaces.OldRounds;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.OnStop;
import openim.verify.app.program.Version;
import openim.verify.app.run.RunHistory;
import openim.verify.app.run.Verification;
import openim.verify.await.SteadyClock;
import openim.verify.canary.Alert;
import openim.verify.canary.AlertState;
import openim.verify.canary.Canary;
import openim.verify.canary.CanaryFault;
import openim.verify.canary.CanaryListener;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.Notifier;
import openim.verify.canary.Outbound;
import openim.verify.canary.Pace;
import openim.verify.canary.Round;
import openim.verify.canary.Schedule;
import openim.verify.canary.Watchdog;
import openim.verify.canary.metrics.CanaryMetrics;
import openim.verify.canary.metrics.CanaryMetrics.MetricsEndpoint;
import openim.verify.canary.metrics.CanaryMetrics.Textfile;
import openim.verify.config.MonitoringSettings;
import openim.verify.config.Settings;
import openim.verify.history.PastRun;
import openim.verify.history.RunDatabase;
import openim.verify.recovery.record.DeploymentLock;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.Terminal;
import openim.verify.suite.Run;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;

/** A canary with all that belongs to it, from settings. */
public final class CanaryRunner {

    /** Another one watches this deployment from here. */
    static final int HELD = 5;

    /** What is not good is looked at twice in one round. */
    private static final int LOOKS = 2;

    private static final Duration PATIENCE_BESIDES = Duration.ofSeconds(60);

    private final Settings settings;
    private final boolean rehearsal;
    private final Terminal terminal;
    private final CanaryPlaces places;
    private final Redactor redactor;
    private final Clock clock = Clock.systemUTC();
    private final Clock steady = SteadyClock.beginning(clock);
    private final CanaryMetrics metrics;
    private final CanaryListener watcher;
    private final MetricsHanding handing;

    public CanaryRunner(Settings settings, boolean rehearsal, Terminal terminal) {
        this.settings = settings;
        this.rehearsal = rehearsal;
        this.terminal = terminal;
        this.places = CanaryPlaces.of(settings);
        this.redactor = Redactor.of(settings.secrets().reveal());
        this.metrics = new CanaryMetrics(Version.number(), Verification.standpoint(settings), clock);
        this.handing = new MetricsHanding(settings.watch().metrics(), metrics, this::handingFailed);
        this.watcher = CanaryListener.all(List.of(
                new CanaryLines(terminal, clock),
                metrics,
                new AfterEachRound(List.of(OldRounds.in(places.rounds())::clearAway, handing::write))));
    }

    private void handingFailed(String words) {
        // To these two alone: what is handed on would fail again.
        new CanaryLines(terminal, clock).failed(CanaryFault.METRICS, words);
        metrics.failed(CanaryFault.METRICS, words);
    }

    /** One full round, with its runs where people look for runs. */
    public int once() {
        return held(() -> {
            CanaryProber eyes = eyes(settings.reports());
            try (Watchdog watchdog = watchdog(eyes, Pace.never())) {
                Optional<CanaryRound> look = canary(eyes, watchdog).once(Round.EVERYTHING);
                handing.write();
                handing.push(
                        RunHistory.nameOf(settings, rehearsal), settings.watch().vantage());
                terminal.line(lastLine(look));
                return look.map(CanaryRound::exitStatus).orElse(ExitStatus.UNDETERMINED);
            }
        });
    }

    /** Rounds at that pace, until the process is stopped. */
    public int on(Pace pace) {
        return held(() -> {
            CanaryProber eyes = eyes(places.rounds());
            try (Watchdog watchdog = watchdog(eyes, pace).start();
                    Served served = served()) {
                terminal.line("looks each " + pace.messages()
                        + settings.watch()
                                .vantage()
                                .map(place -> " from " + place)
                                .orElse("")
                        + served.where());
                Canary canary = canary(eyes, watchdog);
                CountDownLatch ended = new CountDownLatch(1);
                OnStop.does(() -> stop(canary, eyes, ended));
                try {
                    canary.run(schedule(pace));
                } finally {
                    ended.countDown();
                }
                return ExitStatus.HEALTHY;
            }
        });
    }

    /** Whoever stops it waits until the round is over, so that nothing is left open; who has no time for that may kill it. */
    private void stop(Canary canary, CanaryProber eyes, CountDownLatch ended) {
        canary.stop();
        try {
            ended.await(eyes.longest(Round.MESSAGES).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Served extends AutoCloseable {
        String where();

        @Override
        void close();
    }

    private Served served() {
        Optional<MetricsEndpoint> endpoint =
                settings.watch().metrics().listen().map(at -> MetricsEndpoint.serving(metrics, at));
        return new Served() {
            @Override
            public String where() {
                return endpoint.map(open -> "; metrics at port " + open.port()).orElse("");
            }

            @Override
            public void close() {
                endpoint.ifPresent(MetricsEndpoint::close);
            }
        };
    }

    private CanaryProber eyes(Path runs) {
        CanarySearches searches =
                new CanarySearches(settings.watch().searches(), places.searches(), clock, steady, metrics::searched);
        return new CanaryProber(settings, rehearsal, runs, watcher, metrics, searches, clock);
    }

    private Canary canary(CanaryProber eyes, Watchdog watchdog) {
        return new Canary(
                eyes,
                new CanaryStateFile(places.standing(), redactor),
                tells(),
                watcher,
                watchdog,
                settings.watch().alerts().repeat(),
                clock,
                steady);
    }

    private Notifier tells() {
        return new Notifiers(settings, Verification.subject(settings, rehearsal), redactor);
    }

    private Watchdog watchdog(CanaryProber eyes, Pace pace) {
        Duration longest = Stream.of(Round.values())
                .map(eyes::longest)
                .max(Duration::compareTo)
                .orElseThrow();
        return new Watchdog(
                longest.multipliedBy(LOOKS).plus(pace.messages()).plus(PATIENCE_BESIDES),
                clock,
                steady,
                this::stuck,
                () -> Runtime.getRuntime().halt(ExitStatus.UNDETERMINED));
    }

    private void stuck(Alert alert) {
        watcher.failed(CanaryFault.STUCK, alert.sentence());
        try {
            tells().tell(alert);
        } catch (CannotLook untold) {
            watcher.failed(CanaryFault.ALERT, "nobody could be told: " + untold.getMessage());
        }
    }

    private Schedule schedule(Pace pace) {
        return new Schedule(
                pace,
                () -> ThreadLocalRandom.current().nextDouble(),
                steady.instant(),
                lastOf(Round.EVERYTHING).map(this::bySteadyClock));
    }

    /** A run that seems to lie ahead, because the clock was put back since, was made now. */
    private Instant bySteadyClock(Instant then) {
        Duration ago = Duration.between(then, clock.instant());
        return steady.instant().minus(ago.isNegative() ? Duration.ZERO : ago);
    }

    private Optional<Instant> lastOf(Round round) {
        try (RunDatabase chronicle =
                RunDatabase.in(settings.reports(), settings.watch().historyRuns())) {
            return chronicle
                    .last(RunHistory.nameOf(settings, rehearsal), round.suite().name(), 1)
                    .stream()
                    .map(PastRun::startedAt)
                    .findFirst();
        } catch (CannotLook | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private interface Work {
        int done();
    }

    /** Two canaries of one deployment would take each other's accounts for those of a stranger, and tell everything twice. */
    private int held(Work work) {
        DeploymentLock.Attempt attempt = DeploymentLock.attempt(places.lock(), clock);
        if (attempt instanceof DeploymentLock.Attempt.Held held) {
            terminal.line("held: another canary watches this deployment from here: "
                    + held.owner()
                            .map(owner -> owner.description(clock.instant()))
                            .orElse("it does not say which"));
            return HELD;
        }
        try (DeploymentLock lock = ((DeploymentLock.Attempt.Taken) attempt).lock()) {
            lock.leftBehind()
                    .ifPresent(owner -> terminal.line("the last canary died: it was "
                            + owner.description(clock.instant()) + "; what it left open is settled now"));
            return work.done();
        }
    }

    private String lastLine(Optional<CanaryRound> look) {
        String mark = rehearsal ? "REHEARSAL " : "";
        return look.map(seen ->
                        mark + seen.verdict().word() + ": " + seen.verdict().summary()
                                + (seen.second().isEmpty()
                                        ? ""
                                        : seen.passedBy()
                                                ? "; the first look was not good, the second was"
                                                : "; confirmed by a second look"))
                .orElse(mark + "undetermined: the canary could not look");
    }

    /** Hands a canary's metrics to those who do not ask for them. */
    record MetricsHanding(MonitoringSettings.Metrics to, CanaryMetrics metrics, Consumer<String> failed) {

        private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
        private static final Duration WITHIN = Duration.ofSeconds(20);

        /** Writes the file, if one is set. */
        void write() {
            to.textfile().ifPresent(file -> attempt(() -> new Textfile(file).write(metrics.text())));
        }

        /**
         * Pushes them, if a gateway is set, in the place of those of the last push for this deployment from this place.
         *
         * @param instance names the deployment
         * @param vantage names the place, if it has a name
         */
        void push(String instance, Optional<String> vantage) {
            to.pushgateway()
                    .ifPresent(gateway -> attempt(() ->
                            new Outbound("PUT", group(gateway, instance, vantage), TEXT, WITHIN).send(metrics.text())));
        }

        private static URI group(URI gateway, String instance, Optional<String> vantage) {
            String name = URLEncoder.encode(instance, StandardCharsets.UTF_8);
            return URI.create(gateway + "/metrics/job/openim_verify/instance/" + name
                    + vantage.map(place -> "/vantage/" + place).orElse(""));
        }

        private void attempt(Runnable handing) {
            try {
                handing.run();
            } catch (CannotLook untaken) {
                failed.accept(String.valueOf(untaken.getMessage()));
            }
        }
    }

    /** What a canary prints: a line for each round, and one for each change. */
    private record CanaryLines(Terminal terminal, Clock clock) implements CanaryListener {

        @Override
        public void begins(Round round) {
            // Nobody reads that something begins.
        }

        @Override
        public void looked(CanaryRound look, AlertState standing) {
            String red = look.red().stream().map(CheckId::value).collect(Collectors.joining(", "));
            List<String> notes = look.confirmed().stream()
                    .flatMap(run -> run.notes().stream())
                    .distinct()
                    .toList();
            line(String.format(
                    Locale.ROOT,
                    "%s: %s in %.1f s%s%s%s",
                    look.round().word(),
                    look.verdict().word(),
                    look.took().toMillis() / 1000.0,
                    look.second().isEmpty() ? "" : ", looked at twice",
                    red.isEmpty()
                            ? (look.verdict().isHealthy()
                                    ? ""
                                    : ": " + look.verdict().summary())
                            : ", red: " + red + "; " + look.sentence(),
                    runs(look)));
            notes.forEach(note -> line("note: " + note));
        }

        /** Where to read on, when there is something to read. */
        private static String runs(CanaryRound look) {
            return look.first().stream().allMatch(run -> run.verdict().isHealthy())
                    ? ""
                    : "; runs "
                            + Stream.concat(look.first().stream(), look.second().stream())
                                    .map(Run::id)
                                    .collect(Collectors.joining(", "));
        }

        @Override
        public void changed(Alert alert) {
            line("CHANGE to " + alert.kind().word() + ": " + alert.sentence());
        }

        @Override
        public void failed(CanaryFault fault, String words) {
            line("the canary's own fault (" + fault.word() + "): " + words);
        }

        private void line(String words) {
            terminal.line(
                    clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + words.replaceAll("\\s*\\n\\s*", "; "));
        }
    }

    /**
     * What is to be done when a round is over, also one that failed.
     *
     * @param deeds in this order
     */
    private record AfterEachRound(List<Runnable> deeds) implements CanaryListener {

        AfterEachRound {
            deeds = List.copyOf(deeds);
        }

        @Override
        public void begins(Round round) {
            // Afterwards is soon enough.
        }

        @Override
        public void looked(CanaryRound look, AlertState standing) {
            deeds.forEach(Runnable::run);
        }

        @Override
        public void changed(Alert alert) {
            // The round that changed it comes next.
        }

        @Override
        public void failed(CanaryFault fault, String words) {
            deeds.forEach(Runnable::run);
        }
    }
}
