package openim.verify.runbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import openim.verify.verdict.CheckId;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * All rows.
 *
 * @param entries in the order in which parts are mended
 */
public record Runbook(List<RunbookEntry> entries) {

    private static final List<String> FILES =
            List.of("components.yaml", "openim-server.yaml", "chat-server.yaml", "surroundings.yaml");

    private static final Comparator<RunbookEntry> ORDER =
            Comparator.comparing(RunbookEntry::part).thenComparing(RunbookEntry::ailment);

    public Runbook {
        entries = entries.stream().sorted(ORDER).toList();
    }

    /**
     * Reads the files that come with the product.
     *
     * @param checks the checks that there are
     * @param suites the suites that there are
     * @param called how this program was called, for {@code {verify}} in commands that call it again
     * @throws RunbookException if anything is wrong with them
     */
    public static Runbook read(Set<CheckId> checks, Set<String> suites, String called) {
        List<String> problems = new ArrayList<>();
        List<RunbookEntry> entries = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in = Objects.requireNonNull(Runbook.class.getResourceAsStream("/runbook/" + file), file)) {
                entries.addAll(rows(file, in, new EntryReader(checks, suites), called, problems));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return checked(entries, problems);
    }

    /** The rows of one file; what is wrong is added to the problems. */
    static List<RunbookEntry> rows(
            String file, InputStream in, EntryReader reader, String called, List<String> problems) {
        Row document = new Row(file, document(file, in, problems), problems::add);
        document.onlyKnows(Set.of("defaults", "rows"));
        Row defaults = document.row("defaults");
        List<RunbookEntry> entries = new ArrayList<>();
        for (Row row : document.rows("rows")) {
            String part = row.has("part") ? row.text("part") : "a row without a part";
            String service = row.has("service") ? row.text("service") : part;
            Row whole = new Row(
                    file + ": " + part, defaults.completedBy(row.fields()).fields(), problems::add);
            entries.addAll(reader.read(whole.saying(Map.of(
                    "part", part,
                    "service", service,
                    "name", service.replace("-rpc-service", ""),
                    "verify", called))));
        }
        return entries;
    }

    /** All of it, if nothing is wrong. */
    static Runbook checked(List<RunbookEntry> entries, List<String> problems) {
        Set<String> seen = new HashSet<>();
        for (RunbookEntry entry : entries) {
            String row = entry.part().word() + ", " + entry.ailment().word();
            if (!seen.add(row)) {
                problems.add(row + ": there are two rows for it");
            }
        }
        if (!problems.isEmpty()) {
            throw new RunbookException(problems.stream().distinct().toList());
        }
        return new Runbook(entries);
    }

    private static Map<String, Object> document(String file, InputStream in, List<String> problems) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return Row.mapping(new Yaml(new SafeConstructor(options)).load(in));
        } catch (YAMLException malformed) {
            problems.add(file + ": is no YAML: " + malformed.getMessage());
            return Map.of();
        }
    }

    /** The row for that, if there is one. */
    public Optional<RunbookEntry> entry(Part part, FaultKind ailment) {
        return entries.stream()
                .filter(entry -> entry.part() == part && entry.ailment() == ailment)
                .findFirst();
    }
}
