package openim.verify.runbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /**
     * Reads the rows of a part: one entry for each ailment that it has.
     *
     * @param checks the checks that there are
     * @param suites the suites that there are
     */
    record EntryReader(Set<CheckId> checks, Set<String> suites) {

        private static final String ANYWHERE = "anywhere";

        private static final String FORBIDS = "forbids-restarts";

        private static final Set<String> OF_PART =
                Set.of("part", "service", "section", "documented", "impact", "person", "look", "afterwards");

        private static final Set<String> OF_AILMENT = Set.of(
                "fix",
                "section",
                "documented",
                "impact",
                "person",
                "look",
                "afterwards",
                FORBIDS,
                "first",
                "cures",
                "docker",
                "kubernetes",
                "sight",
                "names",
                "fits",
                "may",
                "unless");

        private static final Set<String> OF_CURE = Set.of("says", "verb", "person", "look");

        /** Of a cluster, where the row says nothing else. */
        private static final Look PODS = new Look("kubectl get pods -o wide", true);

        private static final Set<String> OF_INSTALLATION = Set.of("sight", "names", "fits", "may", "unless", "person");

        List<RunbookEntry> read(Row ofPart) {
            Optional<Part> part = Part.named(ofPart.text("part"));
            if (part.isEmpty()) {
                ofPart.problem("there is no such part");
                return List.of();
            }
            List<FaultKind> ailments = Arrays.stream(FaultKind.values())
                    .filter(each -> ofPart.has(each.word()))
                    .toList();
            if (ailments.isEmpty()) {
                ofPart.problem("nothing is said of what may be wrong with it");
            }
            Row shared = ofPart;
            for (FaultKind ailment : FaultKind.values()) {
                shared = shared.without(ailment.word());
            }
            shared.onlyKnows(OF_PART);
            List<RunbookEntry> entries = new ArrayList<>();
            for (FaultKind ailment : ailments) {
                Row own = ofPart.row(ailment.word());
                own.onlyKnows(OF_AILMENT);
                Row row = new Row(own.where(), shared.completedBy(own.fields()).fields(), own.problems());
                entry(part.get(), ailment, row).ifPresent(entries::add);
            }
            return entries;
        }

        private Optional<RunbookEntry> entry(Part part, FaultKind ailment, Row row) {
            Map<Installation, Signs> signs = new EnumMap<>(Installation.class);
            Map<Installation, Look> look = new EnumMap<>(Installation.class);
            SignsReader reader = new SignsReader(checks);
            Row more = row.row(Installation.DOCKER.word());
            more.onlyKnows(OF_INSTALLATION);
            Row ofCluster = row.row(Installation.KUBERNETES.word());
            ofCluster.onlyKnows(OF_INSTALLATION);
            reader.read(row).ifPresent(read -> signs.put(Installation.SOURCE, read));
            reader.read(row.completedBy(more.fields())).ifPresent(read -> signs.put(Installation.DOCKER, read));
            reader.read(row.completedBy(ofCluster.fields()))
                    .ifPresent(read -> signs.put(Installation.KUBERNETES, read));
            for (Installation each : Installation.values()) {
                boolean unsaid =
                        each == Installation.KUBERNETES && !row.row("look").has(each.word());
                look.put(each, unsaid ? PODS : look(row.row("look"), each.word()));
            }
            Optional<Optional<Fix>> fix = FixWord.read(part, row);
            Optional<Afterwards> afterwards = Afterwards.read(row.row("afterwards"), checks, suites);
            String section = row.text("section");
            boolean documented = row.flag("documented");
            String impact = row.text("impact");
            Map<Installation, String> person = Map.of(
                    Installation.SOURCE,
                    row.text("person"),
                    Installation.DOCKER,
                    more.has("person") ? more.text("person") : row.text("person"),
                    Installation.KUBERNETES,
                    ofCluster.has("person") ? ofCluster.text("person") : row.text("person"));
            if (fix.isEmpty() || afterwards.isEmpty() || signs.size() < Installation.values().length) {
                return Optional.empty();
            }
            return Optional.of(new RunbookEntry(
                    part,
                    ailment,
                    section,
                    documented,
                    impact,
                    signs,
                    look,
                    fix.get(),
                    person,
                    cures(row),
                    afterwards.get(),
                    new Rank(row.has("first") && row.flag("first"), forbidden(row))));
        }

        private static Rank.Forbidden forbidden(Row row) {
            if (row.has(FORBIDS) && "own".equals(row.fields().get(FORBIDS))) {
                return Rank.Forbidden.OWN;
            }
            return row.flag(FORBIDS) ? Rank.Forbidden.ALL : Rank.Forbidden.NONE;
        }

        /** What is known besides, by what was said. */
        private static List<Cure> cures(Row row) {
            List<Cure> cures = new ArrayList<>();
            row.rows("cures").forEach(each -> {
                each.onlyKnows(OF_CURE);
                SignsReader.pattern(each, each.text("says"))
                        .ifPresent(says ->
                                cures.add(new Cure(says, each.ifGiven("verb"), each.ifGiven("person"), ifGiven(each))));
            });
            return cures;
        }

        private static Optional<Look> ifGiven(Row ofCure) {
            return ofCure.has("look") ? Optional.of(look(ofCure, "look")) : Optional.empty();
        }

        /** A text is typed in the directory of the part; a mapping says that it may be typed anywhere. */
        private static Look look(Row row, String key) {
            if (!(row.fields().get(key) instanceof Map<?, ?>)) {
                return new Look(row.text(key), false);
            }
            Row anywhere = row.row(key);
            anywhere.onlyKnows(Set.of(ANYWHERE));
            return new Look(anywhere.text(ANYWHERE), true);
        }

        /** What a row may say is done. */
        private enum FixWord {
            START {
                @Override
                Optional<Fix> of(Part part) {
                    return Optional.of(Fix.StartComponents.of(part));
                }
            },
            RESTART_CONTAINER {
                @Override
                Optional<Fix> of(Part part) {
                    return Optional.of(new Fix.RestartContainer(part));
                }
            },
            UNPAUSE {
                @Override
                Optional<Fix> of(Part part) {
                    return Optional.of(new Fix.Unpause(part));
                }
            },
            RESTART_COMPONENT {
                @Override
                Optional<Fix> of(Part part) {
                    return Optional.of(new Fix.RestartComponent(part));
                }
            },
            RESTART_SERVER {
                @Override
                Optional<Fix> of(Part part) {
                    return Optional.of(new Fix.RestartServer(part.server().orElseThrow(IllegalArgumentException::new)));
                }
            },
            RESTART_CHAT_SERVER {
                @Override
                Optional<Fix> of(Part part) {
                    return Optional.of(new Fix.RestartServer(Server.CHAT));
                }
            },
            END_WHAT_HANGS {
                @Override
                Optional<Fix> of(Part part) {
                    Server server = part.server().orElseThrow(IllegalArgumentException::new);
                    return Optional.of(new Fix.KillSurvivor(server, Set.of(part)));
                }
            },
            WATCH {
                @Override
                Optional<Fix> of(Part part) {
                    return Optional.of(new Fix.Observe(part));
                }
            },
            NOTHING {
                @Override
                Optional<Fix> of(Part part) {
                    return Optional.empty();
                }
            };

            abstract Optional<Fix> of(Part part);

            private String word() {
                return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            }

            /** What is done, which may be nothing; empty if the row says something else. */
            static Optional<Optional<Fix>> read(Part part, Row row) {
                String word = row.text("fix");
                Optional<FixWord> fix = Arrays.stream(values())
                        .filter(each -> each.word().equals(word))
                        .findFirst();
                try {
                    if (fix.isPresent()) {
                        return Optional.of(fix.get().of(part));
                    }
                } catch (IllegalArgumentException notForThisPart) {
                    // Said below.
                }
                String known = Arrays.stream(values()).map(FixWord::word).collect(Collectors.joining(", "));
                row.problem("fix is '" + word + "', which is not one of " + known + ", or not one for this part");
                return Optional.empty();
            }
        }
    }

    /** The runbook's files cannot be used; says everything that is wrong with them, at once. */
    public static final class RunbookException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<String> problems;

        RunbookException(List<String> problems) {
            super("the runbook cannot be used:\n" + String.join("\n", problems));
            this.problems = List.copyOf(problems);
        }

        /** A sentence each, beginning with the file and the row; never empty. */
        public List<String> problems() {
            return problems;
        }
    }
}
