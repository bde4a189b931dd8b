package openim.verify.app.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import openim.verify.app.program.UsageException;
import openim.verify.history.PastRun;
import openim.verify.history.Place;
import openim.verify.history.RunDatabase;

/**
 * The histories that several places keep, as files here.
 *
 * @param files each by what was typed
 */
public record OtherHistories(Map<String, Path> files) {

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
