package openim.verify.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.report.text.Wording;
import openim.verify.suite.Check;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;

/** What there is to know about one check, for a person in front of a red one; and the table of them all. */
public final class Explain {

    private static final int LABEL = 10;

    private static final Pattern RESTART = Pattern.compile("(?i)restart (OpenIMServer|ChatServer|the servers)");

    /** Measured: either mistake turns one dead or hung part into a full outage. */
    private static final String BEFORE_A_RESTART = "Before a restart: all components green, for with one of them dead"
            + " `mage start` starts nothing; and no process hung, for `mage stop` ends the healthy ones, passes over a hung"
            + " one, and `mage start` then refuses. A hung process has to be ended by its pid first.";

    private Explain() {}

    /**
     * The explanation as lines, none wider than asked unless a word is.
     *
     * @param width columns to a line
     */
    public static String text(Check check, int width) {
        Advice advice = Advice.on(check.id());
        List<String> lines = new ArrayList<>();
        lines.add(check.id().value());
        add(lines, "promise", check.promise(), width);
        add(lines, "needs", check.needs().isEmpty() ? "nothing" : ids(check.needs()), width);
        add(lines, "runbook", check.section(), width);
        add(lines, "look at", check.suspect(), width);
        add(lines, "deadline", check.deadline(), width);
        add(lines, "required", suites(check, true), width);
        add(lines, "optional", suites(check, false), width);
        lines.add("");
        lines.add("When it is red");
        paragraph(lines, advice.meaning(), width);
        lines.add("");
        lines.add("What to do");
        paragraph(lines, advice.remedy(), width);
        if (RESTART.matcher(advice.remedy()).find()) {
            paragraph(lines, BEFORE_A_RESTART, width);
        }
        return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static void add(List<String> lines, String label, String text, int width) {
        String head = String.format(Locale.ROOT, "  %-" + LABEL + "s ", label);
        String indent = " ".repeat(head.length());
        for (String line : Wording.wrap(text, width - head.length())) {
            lines.add((lines.get(lines.size() - 1).startsWith(head) ? indent : head) + line);
        }
    }

    private static void paragraph(List<String> lines, String text, int width) {
        Wording.wrap(text, width - 2).forEach(line -> lines.add("  " + line));
    }

    private static String suites(Check check, boolean required) {
        String names = Suites.atTheMost().stream()
                .filter(suite -> (required ? suite.required() : suite.optional()).contains(check.id()))
                .map(Suite::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "in no suite" : "in " + names;
    }

    private static String ids(List<CheckId> ids) {
        return Wording.list(ids.stream().map(CheckId::value).toList());
    }

    /**
     * What it usually means that a check is red, and what to do; kept in {@code advice.yaml}, which a test holds to the catalogue.
     *
     * @param meaning what is usually broken then, and what else tells it apart
     * @param remedy what a person does
     */
    record Advice(String meaning, String remedy) {

        private static final String FILE = "advice.yaml";

        /**
         * The advice on that check.
         *
         * @throws IllegalArgumentException if there is none
         */
        static Advice on(CheckId check) {
            JsonNode entry = all().path(check.value());
            if (entry.isMissingNode()) {
                throw new IllegalArgumentException(FILE + " has no entry for " + check);
            }
            return new Advice(entry.path("red").asText(), entry.path("do").asText());
        }

        static JsonNode all() {
            try (InputStream in = Objects.requireNonNull(Advice.class.getResourceAsStream(FILE), FILE)) {
                return new YAMLMapper().readTree(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + FILE, e);
            }
        }
    }

    /**
     * All checks as a table in Markdown: a row for each that one of the suites looks at, in the order given.
     *
     * @return lines that each end in a line feed
     */
    public static String table(List<Check> checks, List<Suite> suites) {
        String rows = checks.stream()
                .filter(check ->
                        suites.stream().anyMatch(suite -> suite.checks().contains(check.id())))
                .map(check -> row(check, suites))
                .collect(Collectors.joining());
        return "| id | promise | runbook section | required in | optional in | deadline |\n"
                + "|---|---|---|---|---|---|\n"
                + rows;
    }

    private static String row(Check check, List<Suite> suites) {
        return Stream.of(
                        "`" + check.id() + "`",
                        check.promise(),
                        check.section(),
                        names(suites.stream().filter(suite -> suite.required().contains(check.id()))),
                        names(suites.stream().filter(suite -> suite.optional().contains(check.id()))),
                        "`" + check.deadline() + "`")
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String names(Stream<Suite> suites) {
        return suites.map(Suite::name).collect(Collectors.joining(", "));
    }
}
