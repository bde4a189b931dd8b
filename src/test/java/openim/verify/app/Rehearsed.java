package openim.verify.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.app.run.Verification;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.deployment.ClusterFiles.ClusterReader;
import openim.verify.config.setting.SettingKey;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Verdict;

/** The smoke on a rehearsal deployment that the tests may break, started once for all of them. */
public final class Rehearsed {

    private static final int WIDTH = 120;

    private final RehearsalDeployment deployment;
    private final Path reports;
    private final Map<String, String> overrides = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private boolean outside;
    private Optional<ClusterReader> cluster = Optional.empty();

    private Rehearsed(RehearsalDeployment deployment, Path reports) {
        this.deployment = deployment;
        this.reports = reports;
    }

    private static final class Shared {
        private static final RehearsalDeployment DEPLOYMENT = start();

        private static RehearsalDeployment start() {
            RehearsalDeployment started = RehearsalDeployment.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "rehearsal-ends"));
            return started;
        }
    }

    /** The shared deployment, with reports and memory of this test's own, and deadlines that fit a test. */
    public static Rehearsed reportingTo(Path reports) {
        return on(shared(), reports);
    }

    /** Patience that a lie wears out soon, on a machine that has other things to do. */
    static Rehearsed quick(Path reports) {
        return reportingTo(reports)
                .with("openim.deadline.push", "6s")
                .with("openim.deadline.stored", "6s")
                .with("openim.deadline.quiet", "1200ms")
                .with("openim.deadline.idle", "1s");
    }

    /** The deployment that all tests share; whoever breaks it mends it. */
    public static RehearsalDeployment shared() {
        return Shared.DEPLOYMENT;
    }

    /** The same for a deployment of the test's own. */
    public static Rehearsed on(RehearsalDeployment deployment, Path reports) {
        return new Rehearsed(deployment, reports)
                .with("openim.reports", reports.toString())
                .with("openim.deadline.call", "12s")
                .with("openim.deadline.transfer", "24s")
                .with("openim.deadline.push", "8s")
                .with("openim.deadline.tool", "30s")
                .with("openim.deadline.idle", "3s")
                .with("openim.deadline.run", "90s")
                .with("openim.deadline.full-run", "300s");
    }

    public RehearsalDeployment deployment() {
        return deployment;
    }

    public Rehearsed with(String key, String value) {
        overrides.put(key, value);
        return this;
    }

    /** As somebody sees it who does not know these of its settings. */
    public Rehearsed without(String... keys) {
        unknown.addAll(Set.of(keys));
        return this;
    }

    public Settings settings() {
        Map<String, String> known = new HashMap<>(deployment.settings());
        known.keySet().removeAll(unknown);
        return SettingsLoader.load(
                outside
                        ? outside()
                        : Inputs.in(reports).withCommandLine(overrides).withEmbedded(known));
    }

    /** As somebody sees it who knows nothing but where its doors are, and its secret. */
    public Rehearsed fromOutside() {
        outside = true;
        return this;
    }

    /** The same, who may also look into that cluster. */
    public Rehearsed from(ClusterReader reader) {
        cluster = Optional.of(reader);
        return fromOutside();
    }

    private Inputs outside() {
        Settings inside = SettingsLoader.load(Inputs.in(reports).withEmbedded(deployment.settings()));
        var doors = inside.endpoints();
        Map<String, String> known = new HashMap<>();
        Map<String, String> secrets = new HashMap<>();
        overrides.forEach((key, value) -> SettingKey.named(key)
                .filter(SettingKey::isSecret)
                .ifPresentOrElse(secret -> secrets.put(secret.environmentName(), value), () -> known.put(key, value)));
        secrets.put("OPENIM_SECRET", inside.credentials().secret().reveal());
        known.putIfAbsent("openim.api.url", doors.api().toString());
        known.putIfAbsent("openim.gateway.url", doors.gateway().toString());
        known.putIfAbsent("openim.chat.url", doors.chat().toString());
        known.putIfAbsent("openim.admin.url", doors.admin().toString());
        Inputs inputs = Inputs.in(reports).withCommandLine(known).withEnvironment(secrets);
        return cluster.map(inputs::withCluster).orElse(inputs);
    }

    /** What one smoke came to. */
    public record Outcome(Run run, String output) {

        public Set<String> red() {
            return checks(Verdict.Unhealthy.class);
        }

        public Set<String> green() {
            return checks(Verdict.Healthy.class);
        }

        Set<String> weak() {
            return checks(Verdict.Weak.class);
        }

        Set<String> notProven() {
            return checks(Verdict.NotProven.class);
        }

        Set<String> notHere() {
            return checks(Verdict.NotHere.class);
        }

        private Set<String> checks(Class<? extends Verdict> kind) {
            return run.observations().stream()
                    .filter(o -> kind.isInstance(o.verdict()))
                    .map(o -> o.check().value())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        String lastLine() {
            String[] lines = output.strip().split("\\n");
            return lines[lines.length - 1];
        }
    }

    public Outcome smoke() {
        Settings settings = settings();
        return run(Suites.SMOKE, settings, settings.deadlines().run());
    }

    /** The full suite, or, where only one thing is of interest, these of its checks. */
    public Outcome full(String... checks) {
        Set<CheckId> some = Stream.of(checks).map(CheckId::new).collect(Collectors.toSet());
        Settings settings = settings();
        return run(
                some.isEmpty() ? Suites.FULL : Suites.FULL.only(some),
                settings,
                settings.deadlines().fullRun());
    }

    /** Some checks of a suite. */
    Outcome some(Suite suite, String... checks) {
        Settings settings = settings();
        return run(
                suite.only(Stream.of(checks).map(CheckId::new).collect(Collectors.toSet())),
                settings,
                settings.deadlines().run());
    }

    /** Looks until all is well, which is on record then: what somebody compares with. */
    public Rehearsed whenHealthy() {
        Eventually.within(Deadline.in(PATIENCE.multipliedBy(5)), "the rehearsal")
                .sees(
                        this::smoke,
                        Expectation.of(
                                "is healthy",
                                smoke -> smoke.run().exitStatus() == 0
                                        ? Judgement.met("healthy")
                                        : Judgement.notYet(smoke.lastLine())));
        return this;
    }

    /** Settles the ledgers of this test's reports. */
    Outcome ledger() {
        Settings settings = settings();
        return run(Suites.LEDGER, settings, settings.deadlines().run());
    }

    private Outcome run(Suite suite, Settings settings, Duration within) {
        Screen screen = new Screen(WIDTH);
        Run run = Verification.of(suite, settings, true, screen.terminal(settings), Deadline.in(within));
        return new Outcome(run, screen.said());
    }

    /** Long enough for a machine that has other things to do. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);
}
