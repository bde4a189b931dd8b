package openim.verify.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import openim.verify.app.Ledgers;
import openim.verify.app.Wiring;
import openim.verify.app.program.ExitStatus;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.report.terminal.Terminal;
import openim.verify.target.History;
import openim.verify.target.Remembered;
import openim.verify.target.account.Cleanup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what runs leave behind. */
@Command(
        name = "footprint",
        description =
                "Prints what runs leave behind in the deployment, with the numbers on record here. Contacts nothing, unless it"
                        + " is to sweep.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {Help.DONE, Help.UNUSABLE, "3:something could not be swept; it says what"},
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify footprint --sweep --host chat.example.com")
final class FootprintCommand implements Callable<Integer> {

    /** Six with a part to play, and a receiver for each of OpenIM's eight partitions. */
    private static final int OF_A_CAST = 14;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--sweep",
            description =
                    "dismiss the groups of runs that crashed, and hide our conversations from our accounts, but for those that a"
                            + " ledger or another run needs")
    private boolean sweep;

    @Override
    public Integer call() {
        Settings settings = SettingsLoader.load(options.inputs(System.getenv()));
        Terminal terminal = Console.of(settings);
        lines(settings).forEach(terminal::line);
        if (!sweep) {
            return ExitStatus.HEALTHY;
        }
        Cleanup.Swept swept =
                Wiring.sweep(settings, Wiring.forSettings(settings)).sweep();
        terminal.line("swept: " + swept);
        return swept.troubles().isEmpty() ? ExitStatus.HEALTHY : ExitStatus.UNDETERMINED;
    }

    /**
     * What runs leave behind in a deployment: a line for each kind of thing, with the numbers that are on record here. Contacts
     * nothing.
     */
    private static List<String> lines(Settings settings) {
        Remembered known =
                new History(settings.reports()).of(settings.endpoints().api(), false);
        String prefix = settings.limits().accountPrefix();
        JsonNode last = lastVerdict(settings.reports());
        return List.of(
                line(
                        "accounts",
                        known.accounts().size() + " on record here, " + prefix + "01a and so on; at most "
                                + 2 * settings.limits().pairs()
                                + " for smoke runs, and for full ones up to " + OF_A_CAST
                                + " more for each pair that ran one. They stay: OpenIM has no way to delete an account."),
                line(
                        "tokens",
                        "one for each account that a run uses, on platform Web, and two for iOS in a full run, valid as the server has it (90 days);"
                                + " the next run's token kills it. One of the administrator for each run."),
                line(
                        "messages",
                        count(last, "acknowledge") + " by WebSocket in the last run on record, "
                                + ledgers(settings)
                                + ". Only among our accounts. They stay in MongoDB, and in Kafka and Redis for as long as those keep."),
                line(
                        "conversations",
                        known.highestSeqs().size() + " by which the deployment is known again; the others are"
                                + " hidden from our accounts after a full run and by `footprint --sweep`."),
                line(
                        "objects",
                        count(last, "upload")
                                + " uploaded in the last run on record; a smoke leaves one of 64 KiB. A full run"
                                + " removes the bytes of its own, one of 5 MiB among them, each by its own hash, where MinIO's"
                                + " keys are known: under openim/data/hash/ they lie beside those of all users. "
                                + known.keptFiles().size()
                                + " of earlier runs are kept to be read again, and new ones take their place after some"
                                + " weeks. Each run has names of its own: a full one leaves about ten records in OpenIM's"
                                + " book of names that point to removed bytes. OpenIM's crontask removes them, and the bytes"
                                + " that are left, when they are fileExpireTime old (openim-crontask.yml: 90 or 180 days)."),
                line(
                        "groups",
                        Wiring.notedGroups(settings).noted().size()
                                + " that may still be there; each run dismisses its own, and `footprint --sweep` those of runs that"
                                + " crashed."),
                line(
                        "notifications",
                        "making our accounts friends, making and dismissing groups, marking a message as read: each leaves"
                                + " notification messages, to our accounts only."),
                line("unread", "nothing by WebSocket; a message sent by REST counts as unread at our account."),
                line("offline push", "none: it is switched off in each message."),
                line(
                        "webhooks",
                        "what the deployment calls before and after messages, logins, groups and friends, it calls for"
                                + " ours too; user ids that begin with " + prefix + " are ours."),
                line(
                        "statistics",
                        "our accounts and messages count in the statistics of registrations, active users and"
                                + " messages."),
                line(
                        "load",
                        "at most " + settings.limits().ratePerSecond() + " writes a second (openim.rate); one search of"
                                + " MongoDB at a time."),
                line("here", "reports in " + settings.reports() + "; no secret is in them."));
    }

    private static String line(String what, String sentence) {
        return String.format(Locale.ROOT, "%-14s %s", what, sentence);
    }

    private static String ledgers(Settings settings) {
        Path file = Ledgers.file(settings);
        if (!Files.exists(file)) {
            return "no ledger";
        }
        try (LedgerReader reader = LedgerReader.of(file)) {
            List<LedgerHeader> accounts = reader.accounts();
            long messages = accounts.stream()
                    .mapToLong(account -> reader.size(account.opening()))
                    .sum();
            long open = accounts.stream().filter(account -> !account.settled()).count();
            return messages + " in " + accounts.size() + " ledgers (" + open + " not settled)";
        }
    }

    private static String count(JsonNode verdict, String step) {
        for (JsonNode latency : verdict.path("latencies")) {
            if (latency.path("step").asText().equals(step)) {
                return latency.path("count").asText();
            }
        }
        return "none";
    }

    private static JsonNode lastVerdict(Path reports) {
        Path file = reports.resolve("latest").resolve("verdict.json");
        ObjectMapper json = new ObjectMapper();
        try {
            return Files.exists(file) ? json.readTree(file.toFile()) : json.createObjectNode();
        } catch (IOException unreadable) {
            return json.createObjectNode();
        }
    }
}
