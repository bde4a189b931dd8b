package openim.verify.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.UsageException;
import openim.verify.app.run.RunHistory;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.setting.SettingKey;
import openim.verify.history.PastRun;
import openim.verify.history.Place;
import openim.verify.history.PlaceComparison;
import openim.verify.history.RunDatabase;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.HistoryTable;
import openim.verify.report.terminal.HistoryTable.PlacesTable;
import openim.verify.report.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the last runs. */
@Command(
        name = "history",
        description =
                "Shows the last runs that were made from here, with their speeds. Contacts nothing. Given directories of"
                        + " reports of several places, shows what each saw side by side, and where they disagree.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {Help.DONE, Help.UNUSABLE, Help.UNTOLD},
        footerHeading = Help.EXAMPLE,
        footer = {
            "  openim-verify history --host chat.example.com",
            "  openim-verify history office/reports eu-west/reports"
        })
final class HistoryCommand implements Callable<Integer> {

    private static final Map<String, String> NOWHERE =
            Map.of(SettingKey.HOST.key(), "localhost", SettingKey.SECRET_KEY.key(), "none");

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "the reports of a place, or a copy of the history in them; of several, side by side")
    private List<Path> places = List.of();

    @Option(
            names = "--deployment",
            paramLabel = "NAME",
            split = ",",
            description = "of which deployment, as histories call it, where those of several places know more than one")
    private Set<String> deployments = Set.of();

    @Option(names = "--runs", description = "how many, or how many spans of time (default ${DEFAULT-VALUE})")
    private int runs = RunHistory.DRAWN;

    @Option(names = "--suite", paramLabel = "SUITE", description = "of this suite only: smoke, full, ledger, ...")
    private @Nullable String suite;

    @Option(names = "--rehearsals", description = "those of rehearsals, instead of those of the deployment")
    private boolean rehearsals;

    @Override
    public Integer call() {
        if (!places.isEmpty()) {
            // Whose settings these runs were made by is known to their files alone.
            Terminal terminal = Terminal.standardOutput(System.out, System.getenv(), Redactor.of(Set.of()));
            new PlacesTable(terminal)
                    .print(PlaceComparison.of(
                            OtherHistories.in(places).places(deployments, Optional.ofNullable(suite)), runs));
            return ExitStatus.HEALTHY;
        }
        Inputs inputs = options.inputs(System.getenv());
        // Nothing is contacted, and rehearsals are gone: where they were matters to nobody.
        Settings settings = SettingsLoader.load(rehearsals ? inputs.withEmbedded(NOWHERE) : inputs);
        Terminal terminal = Console.of(settings);
        String deployment = RunHistory.nameOf(settings, rehearsals);
        if (!Files.exists(RunDatabase.file(settings.reports()))) {
            terminal.line(
                    "there is no history in " + settings.reports() + ": no run was made from here, or it is lost");
            return ExitStatus.HEALTHY;
        }
        try (RunDatabase chronicle =
                RunDatabase.in(settings.reports(), settings.watch().historyRuns())) {
            List<PastRun> last =
                    suite == null ? chronicle.last(deployment, runs) : chronicle.last(deployment, suite, runs);
            if (last.isEmpty()) {
                terminal.line(
                        "the history knows no such run of " + deployment + "; it knows " + chronicle.deployments());
            } else {
                new HistoryTable(terminal).print(last, chronicle.gaps(deployment));
            }
        }
        return ExitStatus.HEALTHY;
    }

    /**
     * The histories that several places keep, as files here.
     *
     * @param files each by what was typed
     */
    record OtherHistories(Map<String, Path> files) {

        /** Enough for a month of a canary's nights, and for some hours of one that looks each minute. */
        private static final int READ = 2000;

        public OtherHistories {
            files = new LinkedHashMap<>(files);
        }

        /**
         * Of directories that hold one: those of reports, or copies of what is in them.
         *
         * @throws UsageException if one does not
         */
        public static OtherHistories in(List<Path> directories) {
            Map<String, Path> files = new LinkedHashMap<>();
            for (Path typed : directories) {
                Path file = List.of(RunDatabase.file(typed), typed.resolve("runs.db"), typed).stream()
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElseThrow(() -> new UsageException("there is no history in " + typed
                                + ": name a directory of reports, or a copy of its history/runs.db"));
                files.put(typed.toString(), file);
            }
            return new OtherHistories(files);
        }

        /**
         * What is known of one deployment at each place; a place is called by its vantage, and where nobody named it by what was typed.
         *
         * @param named the deployment, as the histories call it, by several names where places reach it by several; none where each
         *     knows one alone, or all know one and the same
         * @param suite of which runs count; of all where it is empty
         * @throws UsageException if it cannot be told which is meant
         */
        public List<Place> places(Set<String> named, Optional<String> suite) {
            Map<String, Set<String>> known = new LinkedHashMap<>();
            files.forEach((typed, file) -> known.put(typed, deploymentsIn(file)));
            Set<String> common = new TreeSet<>();
            known.values().forEach(common::addAll);
            known.values().forEach(common::retainAll);
            Map<String, List<PastRun>> places = new LinkedHashMap<>();
            files.forEach((typed, file) -> {
                String deployment = theOne(typed, known.getOrDefault(typed, Set.of()), named, common);
                try (RunDatabase chronicle = RunDatabase.asKeptIn(file)) {
                    List<PastRun> runs = suite.map(only -> chronicle.last(deployment, only, READ))
                            .orElseGet(() -> chronicle.last(deployment, READ));
                    if (runs.isEmpty()) {
                        throw new UsageException("the history in " + typed + " knows no such run of " + deployment);
                    }
                    runs.forEach(run -> places.computeIfAbsent(name(run, typed), place -> new ArrayList<>())
                            .add(run));
                }
            });
            return places.entrySet().stream()
                    .map(place -> new Place(place.getKey(), place.getValue()))
                    .toList();
        }

        private static String name(PastRun run, String typed) {
            return run.subject().vantage().isEmpty() ? typed : run.subject().vantage();
        }

        private static Set<String> deploymentsIn(Path file) {
            try (RunDatabase chronicle = RunDatabase.asKeptIn(file)) {
                Set<String> known = new TreeSet<>(chronicle.deployments());
                known.remove(RunHistory.REHEARSALS);
                return known;
            }
        }

        private static String theOne(String typed, Set<String> known, Set<String> named, Set<String> common) {
            Set<String> meant = new TreeSet<>(known);
            if (!named.isEmpty()) {
                meant.retainAll(named);
            } else if (known.size() > 1) {
                meant.retainAll(common);
            }
            if (meant.size() != 1) {
                throw new UsageException("it cannot be told which deployment of the history in " + typed
                        + " is meant: it knows " + known + ", and --deployment names one of each history");
            }
            return meant.iterator().next();
        }
    }
}
