package openim.verify.app.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.app.Wiring;
import openim.verify.app.program.WhenHung;
import openim.verify.await.Deadline;
import openim.verify.canary.metrics.Standpoint;
import openim.verify.config.ProgramCall;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Directories;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.reach.Loopback;
import openim.verify.config.release.Release;
import openim.verify.history.Limit;
import openim.verify.history.RunOrigin;
import openim.verify.report.NagiosLine;
import openim.verify.report.Redactor;
import openim.verify.report.RunJson;
import openim.verify.report.terminal.Terminal;
import openim.verify.report.text.NextCommand;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.target.Flavour;
import openim.verify.target.History;

/** From settings to a verdict. */
public final class Verification {

    private Verification() {}

    /**
     * Runs a suite against the deployment that the settings name.
     *
     * @param rehearsal whether that is the rehearsal
     * @param terminal where the run is told
     * @param ends when it is over
     */
    public static Run of(Suite suite, Settings settings, boolean rehearsal, Terminal terminal, Deadline ends) {
        return new SuiteRun(suite, settings, subject(settings, rehearsal), next(settings, rehearsal), terminal, ends)
                .run(Wiring.forSettings(settings));
    }

    /** The deployment that the settings name, as a person knows it, and the place from which it is seen. */
    public static Subject subject(Settings settings, boolean rehearsal) {
        Flavour flavour = Flavour.of(settings, rehearsal);
        return new Subject(
                settings.endpoints().api().toString(),
                flavour.word(),
                rehearsal,
                release(settings.release()),
                settings.watch().vantage().orElse(""));
    }

    /**
     * What a canary of these settings watches, and from where. The address that clients know is the same for a canary that stands
     * beside the server and for one that stands far away.
     */
    public static Standpoint standpoint(Settings settings) {
        return new Standpoint(
                settings.endpoints()
                        .outside()
                        .api()
                        .orElse(settings.endpoints().api())
                        .toString(),
                settings.watch().vantage().orElse(""));
    }

    private static String release(Release release) {
        return release.equals(Release.UNKNOWN) ? Subject.UNKNOWN_RELEASE : release.toString();
    }

    /** How long a run of a suite may take. */
    public static Duration longest(Suite suite, Settings settings) {
        return suite.name().equals(Suites.FULL.name())
                ? settings.deadlines().fullRun()
                : settings.deadlines().run();
    }

    /** What to type next when a check of it is red. */
    public static NextCommand next(Settings settings, boolean rehearsal) {
        NextCommands commands = new NextCommands(
                Flavour.of(settings, rehearsal),
                settings.directories(),
                settings.endpoints().api().getHost(),
                settings.kubernetes().map(Kubernetes::namespace).orElse(""),
                settings.repair().starts(),
                settings.invocation());
        return check -> commands.after(
                check.id().value(),
                check.suspect(),
                Stream.of(Suites.SMOKE, Suites.FULL)
                        .filter(suite -> suite.checks().contains(check.id()))
                        .findFirst()
                        .orElse(Suites.FULL)
                        .name());
    }

    /**
     * A run that is told to a machine: silent until it is over, also if a watchdog ends it.
     *
     * @param format not {@link Format#TEXT}
     * @param out standard output
     */
    public record MachineTelling(Format format, Settings settings, PrintStream out) {

        /** Runs it, tells it, and says with which status the process ends. */
        public int run(Suite suite, boolean rehearsal, Deadline ends) {
            RunContext circumstances = RunContext.of(
                    RunOrigin.of(suite.name()),
                    settings,
                    new History(settings.reports()),
                    WhenHung.endsWith(this::tell));
            Run run = new SuiteRun(
                            suite,
                            circumstances,
                            settings,
                            Verification.subject(settings, rehearsal),
                            Verification.next(settings, rehearsal),
                            Terminal.silent(),
                            ends)
                    .run(Wiring.forSettings(settings));
            return tell(run);
        }

        private int tell(Run run) {
            if (format == Format.NAGIOS) {
                List<Limit> limits = RunHistory.limits(settings);
                NagiosLine line = NagiosLine.of(redactor().redact(run), RunHistory.warned(run, settings), limits);
                say(line.text());
                return line.status();
            }
            RunJson.lines(run, redactor()).forEach(this::say);
            return run.exitStatus();
        }

        private void say(String line) {
            out.print(line + "\n");
            out.flush();
        }

        private Redactor redactor() {
            return Redactor.of(settings.secrets().reveal());
        }
    }

    /**
     * What the runbook has a person type when a part is suspected, for this deployment.
     *
     * <p>A component is started by its documented command. For a server the first command only looks: a restart ends every
     * session, and with a component dead or a service hung it makes things worse.
     *
     * <p>A component that the settings start by a command of their own is started by that: the documented one would make a new one
     * beside it, which is empty.
     *
     * @param flavour how the deployment was installed
     * @param directories where
     * @param host where the API answers
     * @param namespace of the cluster that it runs in; blank if it runs in none
     * @param starts by a component's name what starts it, as arguments, where the settings say so
     * @param invocation how this program was called
     */
    record NextCommands(
            Flavour flavour,
            Directories directories,
            String host,
            String namespace,
            Map<String, List<String>> starts,
            ProgramCall invocation) {

        /** The names of the components' services in the compose project of a source checkout, by the part's name. */
        private static final Map<String, String> OF_SOURCE =
                Map.of("mongo", "mongodb", "redis", "redis", "kafka", "kafka", "etcd", "etcd", "minio", "minio");

        private static final Set<String> COMPONENTS = OF_SOURCE.keySet();

        /** What no server's command tells of: whoever wants to know more looks at the check again. */
        private static final Set<String> OUTSIDE = Set.of("proxy", "host", "webhook");

        private static final String IDENTITY = "deployment.identity";

        private static final String LOOK = "docker compose ps -a";

        public NextCommands {
            starts = Map.copyOf(starts);
        }

        /** For a deployment that runs in no cluster. */
        public NextCommands(
                Flavour flavour,
                Directories directories,
                String host,
                Map<String, List<String>> starts,
                ProgramCall invocation) {
            this(flavour, directories, host, "", starts, invocation);
        }

        /**
         * A command that can be pasted as it stands.
         *
         * @param suite that looks at the check
         */
        public String after(String check, String suspect, String suite) {
            if (check.startsWith("ledger.")) {
                return invocation.line("ledger show");
            }
            if (flavour != Flavour.EMBEDDED && OUTSIDE.contains(suspect)) {
                return invocation.line(suite);
            }
            if (flavour != Flavour.EMBEDDED && starts.containsKey(suspect) && !check.equals(IDENTITY)) {
                return starts.get(suspect).stream().map(ProgramCall::quoted).collect(Collectors.joining(" "));
            }
            return switch (flavour) {
                case EMBEDDED -> invocation.program() + " explain " + check;
                case DOCKER -> in(directories.docker(), COMPONENTS.contains(suspect) ? up(check, suspect) : LOOK);
                case KUBERNETES -> "kubectl get pods -o wide -n " + ProgramCall.quoted(namespace);
                case SOURCE, REMOTE ->
                    COMPONENTS.contains(suspect)
                            ? in(directories.server(), up(check, OF_SOURCE.getOrDefault(suspect, suspect)))
                            : server(suspect);
            };
        }

        /** Data that is gone is not brought back by a start: which container runs, and since when, tells more. */
        private static String up(String check, String service) {
            return check.equals(IDENTITY) ? LOOK : "docker compose up -d " + service;
        }

        private String server(String suspect) {
            boolean ofServer = suspect.startsWith("openim-") && !suspect.equals("openim-chat");
            return in(
                    ofServer ? directories.server() : directories.chat(),
                    "mage check",
                    ofServer ? "open-im-server" : "chat");
        }

        private String in(Optional<Path> directory, String command) {
            return in(directory, command, "open-im-server");
        }

        private String in(Optional<Path> directory, String command, String otherwise) {
            return directory
                    .map(path -> "cd " + ProgramCall.quoted(path.toString()) + " && " + command)
                    .orElseGet(() -> Loopback.isHost(host)
                            ? "cd " + otherwise + " && " + command
                            : "ssh " + host + " 'cd " + otherwise + " && " + command + "'");
        }
    }
}
