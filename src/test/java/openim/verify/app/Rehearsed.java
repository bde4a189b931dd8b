package openim.verify.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Verdict;

/** The smoke on a rehearsal deployment that the tests may break, started once for all of them. */
final class Rehearsed {

    private static final int WIDTH = 120;

    private final RehearsalDeployment deployment;
    private final Path reports;
    private final Map<String, String> overrides = new HashMap<>();

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
    static Rehearsed reportingTo(Path reports) {
        return on(shared(), reports);
    }

    /** The deployment that all tests share; whoever breaks it mends it. */
    static RehearsalDeployment shared() {
        return Shared.DEPLOYMENT;
    }

    /** The same for a deployment of the test's own. */
    static Rehearsed on(RehearsalDeployment deployment, Path reports) {
        return new Rehearsed(deployment, reports)
                .with("openim.reports", reports.toString())
                .with("openim.deadline.run", "90s")
                .with("openim.deadline.full-run", "180s");
    }

    RehearsalDeployment deployment() {
        return deployment;
    }

    Rehearsed with(String key, String value) {
        overrides.put(key, value);
        return this;
    }

    Settings settings() {
        return SettingsLoader.load(Inputs.in(reports).withCommandLine(overrides).withEmbedded(deployment.settings()));
    }

    /** What one smoke came to. */
    record Outcome(Run run, String output) {

        Set<String> red() {
            return checks(Verdict.Unhealthy.class);
        }

        Set<String> green() {
            return checks(Verdict.Healthy.class);
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

    Outcome smoke() {
        return verified(Suites.SMOKE);
    }

    /** The full suite, or, where only one thing is of interest, these of its checks. */
    Outcome full(String... checks) {
        Set<CheckId> some = Stream.of(checks).map(CheckId::new).collect(Collectors.toSet());
        return verified(some.isEmpty() ? Suites.FULL : Suites.FULL.only(some));
    }

    /** Settles the ledgers of this test's reports. */
    Outcome ledger() {
        return verified(Suites.LEDGER);
    }

    private Outcome verified(Suite suite) {
        Settings settings = settings();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(written, true, StandardCharsets.UTF_8),
                WIDTH,
                false,
                Redactor.of(settings.secrets().reveal()));
        Run run = Verification.of(
                suite,
                settings,
                true,
                terminal,
                Deadline.in(settings.deadlines().run()));
        return new Outcome(run, written.toString(StandardCharsets.UTF_8));
    }

    /** Long enough for a machine that has other things to do. */
    static final Duration PATIENCE = Duration.ofSeconds(60);
}
