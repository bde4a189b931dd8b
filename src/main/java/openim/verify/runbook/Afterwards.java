package openim.verify.runbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import openim.verify.verdict.CheckId;

/**
 * What follows a fix.
 *
 * @param window how long one looks before one judges
 * @param suites the suites that are run again
 * @param verify the checks that must be green then
 * @param otherwise what to do for whoever is still red
 */
public record Afterwards(Window window, Set<String> suites, Set<CheckId> verify, List<Branch> otherwise) {

    private static final Set<String> KEYS = Set.of("window", "suites", "verify", "otherwise");
    private static final Set<String> OF_WINDOW = Set.of("not-before", "at-most", "green-counts-early");
    private static final Set<String> OF_BRANCH = Set.of("when", "still-red", "restart", "installations");

    public Afterwards {
        suites = Collections.unmodifiableSet(new TreeSet<>(suites));
        verify = Collections.unmodifiableSet(new TreeSet<>(verify));
        otherwise = List.copyOf(otherwise);
        if (suites.isEmpty() || verify.isEmpty()) {
            throw new IllegalArgumentException("nothing would say whether the fix helped");
        }
    }

    /**
     * Reads what follows; empty if it cannot be used, which is told.
     *
     * @param checks the checks that there are
     * @param known the suites that there are
     */
    static Optional<Afterwards> read(Row row, Set<CheckId> checks, Set<String> known) {
        row.onlyKnows(KEYS);
        Optional<Window> window = window(row.row("window"));
        Set<String> again = suites(row, known);
        Set<CheckId> verify = SignsReader.ids(row, "verify", checks);
        List<Branch> otherwise = new ArrayList<>();
        row.rows("otherwise").forEach(each -> branch(each, checks).ifPresent(otherwise::add));
        if (again.isEmpty() || verify.isEmpty()) {
            row.problem("suites and verify are both needed: something has to say whether the fix helped");
            return Optional.empty();
        }
        return window.map(given -> new Afterwards(given, again, verify, otherwise));
    }

    private static Set<String> suites(Row row, Set<String> known) {
        Set<String> named = new LinkedHashSet<>(row.texts("suites"));
        named.stream().filter(name -> !known.contains(name)).forEach(name -> row.problem("there is no suite " + name));
        return named;
    }

    private static Optional<Window> window(Row row) {
        row.onlyKnows(OF_WINDOW);
        Optional<Duration> notBefore = duration(row, "not-before");
        Optional<Duration> atMost = duration(row, "at-most");
        boolean early = row.flag("green-counts-early");
        if (notBefore.isEmpty() || atMost.isEmpty()) {
            return Optional.empty();
        }
        if (atMost.get().compareTo(notBefore.get()) < 0) {
            row.problem("it ends before it begins");
            return Optional.empty();
        }
        return Optional.of(new Window(notBefore.get(), atMost.get(), early));
    }

    private static Optional<Duration> duration(Row row, String key) {
        String text = row.text(key);
        if (!text.matches("\\d{1,4}s")) {
            row.problem(key + " is '" + text + "', not a number of seconds like 30s");
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1))));
    }

    private static Optional<Branch> branch(Row row, Set<CheckId> checks) {
        row.onlyKnows(OF_BRANCH);
        String when = row.text("when");
        Set<CheckId> stillRed = SignsReader.ids(row, "still-red", checks);
        String name = row.text("restart");
        Optional<Server> restart = Arrays.stream(Server.values())
                .filter(server -> server.title().equals(name))
                .findFirst();
        if (restart.isEmpty()) {
            row.problem("restart is '" + name + "', which is neither OpenIMServer nor ChatServer");
        }
        Set<Installation> installations =
                row.has("installations") ? installations(row) : EnumSet.allOf(Installation.class);
        return restart.isEmpty() || stillRed.isEmpty() || installations.isEmpty()
                ? Optional.empty()
                : Optional.of(new Branch(when, stillRed, installations, restart.get()));
    }

    private static Set<Installation> installations(Row row) {
        Set<Installation> installations = EnumSet.noneOf(Installation.class);
        for (String word : row.texts("installations")) {
            Arrays.stream(Installation.values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .ifPresentOrElse(installations::add, () -> row.problem("there is no installation " + word));
        }
        return installations;
    }
}
