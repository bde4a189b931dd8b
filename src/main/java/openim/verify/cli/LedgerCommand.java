package openim.verify.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import openim.verify.app.Ledgers;
import openim.verify.app.OwnPlaces;
import openim.verify.app.Rehearsing;
import openim.verify.app.TargetResolver;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.OnStop;
import openim.verify.app.program.UsageException;
import openim.verify.app.run.FlowStart;
import openim.verify.app.run.Verification;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.setting.SettingKey;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.flow.Flow;
import openim.verify.message.ledger.flow.FlowPlan;
import openim.verify.message.ledger.settlement.Tally;
import openim.verify.report.terminal.Terminal;
import openim.verify.report.text.Speeds;
import openim.verify.suite.Suites;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Loss;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The ledger: a flow through an outage, and what became of each of its messages. */
@Command(
        name = "ledger",
        description =
                "Follows each message of a flow through an outage: `open` before or during it, `settle` after it.",
        subcommands = {
            LedgerCommand.LedgerOpenCommand.class,
            LedgerCommand.LedgerSettleCommand.class,
            LedgerCommand.LedgerShowCommand.class,
            LedgerCommand.LedgerAbandonCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true)
final class LedgerCommand {

    /** Opens a ledger and keeps a flow going. */
    @Command(
            name = "open",
            description =
                    "Sends messages at an even pace, each written down before it is sent, until it is stopped (Ctrl-C, SIGTERM)"
                            + " or for a time. Begin before the outage or in it, as long as tokens can be had; `ledger settle` judges.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {
                "0:every message that it sent is in the ledger",
                "1:nobody got a session, so that nothing was sent",
                Help.UNUSABLE,
                Help.UNTOLD
            },
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify ledger open --host chat.example.com --for 10m")
    static final class LedgerOpenCommand implements Callable<Integer> {

        private static final Duration UNTIL_STOPPED = Duration.ofDays(365);
        private static final Duration STOPPED_WITHIN = Duration.ofSeconds(40);
        private static final Duration TELL_EVERY = Duration.ofSeconds(5);

        @Mixin
        private final SettingsOptions options = new SettingsOptions();

        @Option(
                names = "--for",
                paramLabel = "TIME",
                converter = Span.class,
                description = "how long to send, such as 60s; until it is stopped if not given")
        private Duration time = UNTIL_STOPPED;

        @Option(names = "--rate", description = "messages in a second, at most openim.rate (default ${DEFAULT-VALUE})")
        private int rate = FlowPlan.standard().rate();

        @Option(names = "--receivers", description = "how many receive (default ${DEFAULT-VALUE})")
        private int receivers = FlowPlan.standard().receivers();

        @Option(
                names = "--sessions",
                description =
                        "how many hold a session: the receivers, and the rest send (default: the receivers and one sender)")
        private int sessions;

        @Option(
                names = "--drain",
                paramLabel = "TIME",
                converter = Span.class,
                description = "how long to wait at the end for pushes that are missing (default ${DEFAULT-VALUE})")
        private Duration drain = FlowPlan.standard().drain();

        @Option(
                names = "--retry",
                description =
                        "send what was not answered once more, with the same id, when the sender has a session again")
        private boolean retry;

        @Override
        public Integer call() {
            Inputs inputs = options.inputs(System.getenv());
            return TargetResolver.of(inputs, Asker.JAR) instanceof TargetChoice.Rehearse
                    ? rehearse(inputs)
                    : live(SettingsLoader.load(inputs));
        }

        private FlowPlan plan() {
            int all = sessions == 0 ? receivers + 1 : sessions;
            if (all <= receivers || receivers < 1 || rate < 1) {
                throw new UsageException("--sessions counts the receivers and at least one sender: " + all
                        + " are too few for " + receivers + " receivers");
            }
            return new FlowPlan(rate, all - receivers, receivers, drain, retry);
        }

        private int live(Settings settings) {
            FlowPlan plan = plan();
            int cap = settings.limits().ratePerSecond();
            if (plan.rate() > cap) {
                throw new UsageException("--rate " + plan.rate() + " is over the cap of " + cap
                        + " a second; openim.rate raises it, and the deployment will feel it");
            }
            Terminal terminal = Console.of(settings);
            try {
                String ledger = flow(settings, false, plan, terminal);
                terminal.line("To settle ledger " + ledger + ": openim-verify ledger settle, with the same settings");
                return ExitStatus.HEALTHY;
            } catch (BrokenPromise broken) {
                terminal.line("unhealthy: the ledger cannot be opened: " + broken.getMessage());
                return ExitStatus.UNHEALTHY;
            }
        }

        /** The deployment ends with this process, so nobody could settle later. */
        private int rehearse(Inputs inputs) {
            FlowPlan plan = plan();
            return Rehearsing.with(inputs, rehearsal -> raised(rehearsal.settings(), plan), settings -> {
                Terminal terminal = Console.of(settings);
                flow(settings, true, plan, terminal);
                terminal.line("REHEARSAL: settling at once, for the deployment ends with this process");
                return Verification.of(Suites.LEDGER, settings, true, terminal, Deadline.in(LedgerSettleCommand.WHOLE))
                        .exitStatus();
            });
        }

        /** The rehearsal is ours alone: it bears any rate, and has as many accounts as it takes. */
        private static Map<String, String> raised(Map<String, String> settings, FlowPlan plan) {
            Map<String, String> raised = new LinkedHashMap<>(settings);
            raised.put(SettingKey.RATE.key(), String.valueOf(Math.max(20, plan.rate() * 2)));
            raised.put(
                    SettingKey.PAIRS.key(), String.valueOf(Math.max(8, (plan.senders() + plan.receivers() + 1) / 2)));
            return raised;
        }

        private String flow(Settings settings, boolean rehearsal, FlowPlan plan, Terminal terminal) {
            CountDownLatch done = new CountDownLatch(1);
            try (LedgerWriter scribe = FlowStart.scribe(settings);
                    Flow flow = FlowStart.open(settings, rehearsal, scribe, plan)) {
                OnStop.does(() -> {
                    flow.stop();
                    await(done, STOPPED_WITHIN);
                });
                terminal.line("ledger " + flow.ledger() + ": " + plan.rate() + " messages a second from "
                        + plan.senders()
                        + " to " + plan.receivers() + ", in " + flow.partitions()
                        + " of Kafka's " + flow.partitionsInAll() + " partitions; each is on disk before it is sent");
                CountDownLatch over = new CountDownLatch(1);
                tell(flow, terminal, over);
                try {
                    flow.run(time);
                } finally {
                    over.countDown();
                }
                terminal.line(line(flow));
                flow.close();
                terminal.line("speed  "
                        + Speeds.line(Ledgers.tally(settings, flow.ledger()).latencies()));
                terminal.line("ledger " + flow.ledger() + " is closed and not settled yet");
                return flow.ledger();
            } finally {
                done.countDown();
            }
        }

        private static void tell(Flow flow, Terminal terminal, CountDownLatch over) {
            Thread telling = new Thread(
                    () -> {
                        while (!await(over, TELL_EVERY)) {
                            terminal.line(line(flow));
                        }
                    },
                    "progress");
            telling.setDaemon(true);
            telling.start();
        }

        private static String line(Flow flow) {
            String troubles = flow.troubles().isEmpty() ? "" : "; " + String.join("; ", flow.troubles());
            return Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + flow.progress() + troubles;
        }

        private static boolean await(CountDownLatch latch, Duration atMost) {
            try {
                return latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    /** Makes the final reads and judges. */
    @Command(
            name = "settle",
            description =
                    "Looks for each message of the ledgers that are not settled, wherever it can be looked, and says what became"
                            + " of it. 0: nothing is lost; 1: something is; 3: not all could be looked at, so it can be settled again.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {
                "0:nothing is lost",
                "1:something is lost, or not as it should be; it says which messages",
                Help.UNUSABLE,
                "3:not all could be looked at, so that it can be settled again"
            },
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify ledger settle --host chat.example.com")
    static final class LedgerSettleCommand implements Callable<Integer> {

        static final Duration WHOLE = Duration.ofMinutes(4);

        @Mixin
        private final SettingsOptions options = new SettingsOptions();

        @Option(
                names = "--within",
                paramLabel = "TIME",
                converter = Span.class,
                description = "how long it may take in all, waiting for what is late included (default 4m)")
        private Duration within = WHOLE;

        @Override
        public Integer call() {
            Inputs inputs = options.inputs(System.getenv());
            if (TargetResolver.of(inputs, Asker.JAR) instanceof TargetChoice.Rehearse) {
                throw new UsageException(
                        "A rehearsal ends with its process: `ledger open --target embedded` settles by itself.");
            }
            Settings settings = SettingsLoader.load(inputs);
            Terminal terminal = Console.of(settings);
            return Verification.of(Suites.LEDGER, settings, false, terminal, Deadline.in(within))
                    .exitStatus();
        }
    }

    /** Shows what the ledgers say. */
    @Command(
            name = "show",
            description = "Shows the ledgers of a deployment, with the statement on loss. Contacts nothing.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {Help.DONE, Help.UNUSABLE},
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify ledger show --host chat.example.com")
    static final class LedgerShowCommand implements Callable<Integer> {

        @Mixin
        private final SettingsOptions options = new SettingsOptions();

        @Option(
                names = "--ledger",
                paramLabel = "ID",
                description = "this one only, with each message that is not as it should be")
        private @Nullable String only;

        @Override
        public Integer call() {
            Settings settings = SettingsLoader.load(options.inputs(System.getenv()));
            Terminal terminal = Console.of(settings);
            Path file = Ledgers.file(settings);
            if (!Files.exists(file)) {
                terminal.line("there is no ledger of " + settings.endpoints().api() + "; `ledger open` begins one");
                return ExitStatus.HEALTHY;
            }
            try (LedgerReader reader = LedgerReader.of(file)) {
                List<LedgerHeader> shown = reader.accounts().stream()
                        .filter(account -> only == null || account.id().equals(only))
                        .toList();
                shown.forEach(account -> show(account, reader, terminal));
                if (shown.isEmpty()) {
                    throw Ledgers.unknown(String.valueOf(only));
                }
            }
            return ExitStatus.HEALTHY;
        }

        private void show(LedgerHeader account, LedgerReader reader, Terminal terminal) {
            Tally tally = Tally.of(reader, account.opening());
            String how = account.settled() ? "settled" : account.isGoingOn() ? "going on" : "not settled";
            terminal.line("ledger " + account.id() + ", " + how + ": " + tally.sums());
            terminal.line("  " + tally.sessions());
            terminal.line("  speed: " + Speeds.line(tally.latencies()));
            if (!account.settled()) {
                terminal.line("  before the final reads nothing is said of messages that may still come");
            }
            List<Loss> losses = tally.losses();
            losses.forEach(loss -> terminal.line("  " + sentence(loss)));
            if (tally.unnamedLosses() > 0) {
                terminal.line(
                        "  and " + tally.unnamedLosses() + " losses more; --ledger " + account.id() + " names each");
            }
            losses.stream()
                    .filter(loss -> !loss.cause().isEmpty())
                    .map(loss -> "  known cause of " + loss.state() + ": " + loss.cause())
                    .distinct()
                    .forEach(terminal::line);
            if (only != null) {
                reader.judged(account.opening(), one -> {
                    if (one.state().isRemarkable()) {
                        terminal.line("  " + one);
                    }
                });
            }
        }

        private static String sentence(Loss loss) {
            return loss.state() + ": " + loss.message() + " of " + loss.sentAt() + " from " + loss.from() + " to "
                    + loss.to() + ", last seen " + loss.lastSeen();
        }
    }

    /** Gives a ledger up. */
    @Command(
            name = "abandon",
            description =
                    "Takes a ledger for settled as it stands, where not all of it can ever be looked at, and lets its accounts go."
                            + " Contacts nothing; what it says stays.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {Help.DONE, Help.UNUSABLE},
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify ledger abandon 20261128-231502-k3 --host chat.example.com")
    static final class LedgerAbandonCommand implements Callable<Integer> {

        @Mixin
        private final SettingsOptions options = new SettingsOptions();

        @Parameters(paramLabel = "ID", description = "the ledger's name; `ledger show` lists them")
        private String id = "";

        @Override
        public Integer call() {
            Settings settings = SettingsLoader.load(options.inputs(System.getenv()));
            LedgerHeader account = Ledgers.account(settings, id);
            if (account.isGoingOn()) {
                throw new UsageException("Ledger " + id + " is still being written by process " + account.pid() + ".");
            }
            try (LedgerWriter scribe = FlowStart.scribe(settings)) {
                scribe.settles(id, Instant.now());
            }
            OwnPlaces.pool(settings).protections().release(account.opening().slots(), id);
            System.out.println("ledger " + id + " is taken for settled as it stands");
            return ExitStatus.HEALTHY;
        }
    }
}
