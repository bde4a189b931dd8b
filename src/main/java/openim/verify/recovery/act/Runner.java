package openim.verify.recovery.act;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.await.Deadline;
import openim.verify.host.ServiceEnvironment;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.runbook.Site;

/** Runs commands of the closed set, and writes down that they began before, and how they ended after. */
final class Runner {

    private static final int MOST_WORDS = 2000;

    private static final int FEW = 3;

    private static final int MOST_LINE = 400;

    private static final String OUTPUT = "output";

    private final ClosedSet closed;
    private final Tooling tooling;
    private final Journal journal;
    private final Path outputs;
    private final AtomicInteger number = new AtomicInteger();

    /**
     * @param outputs the directory that tools write to; it stays, because what they start writes there for good
     */
    Runner(Site site, Tooling tooling, Journal journal, Path outputs) {
        this.closed = new ClosedSet(site);
        this.tooling = tooling;
        this.journal = journal;
        this.outputs = outputs;
    }

    /** How a command ended, which proves nothing. */
    record Ended(OptionalInt exit, String written) {

        boolean inTime() {
            return exit.isPresent();
        }
    }

    /** Runs a command to its end, or to its deadline, at which the tool alone is ended. */
    Ended run(Invocation invocation, Duration within) {
        return ended(invocation, start(invocation), within);
    }

    /**
     * The same for a command that ends what another one began, and so is run whether it can be noted or not: to leave a server
     * stopped because a disk is full would be worse.
     *
     * @param handedOn variables for the services that it starts; no journal has them
     */
    Ended runInAnyCase(Invocation invocation, Duration within, ServiceEnvironment handedOn) {
        closed.require(invocation);
        Map<String, String> facts = facts(invocation);
        noteIfItCanBe(Kind.STARTING, invocation.toString(), facts);
        return ended(invocation, begun(invocation, facts, handedOn), within);
    }

    private Ended ended(Invocation invocation, Tooling.Running running, Duration within) {
        OptionalInt exit = running.await(Deadline.in(within));
        if (exit.isEmpty()) {
            running.endAlone();
        }
        Ended ended = new Ended(exit, running.written());
        note(invocation, ended, within);
        return ended;
    }

    /** Starts a command that may stay: what it starts, or itself, is what is wanted. */
    Tooling.Running start(Invocation invocation) {
        closed.require(invocation);
        Map<String, String> facts = facts(invocation);
        journal.note(Kind.STARTING, invocation.toString(), facts);
        return begun(invocation, facts, ServiceEnvironment.NONE);
    }

    private Map<String, String> facts(Invocation invocation) {
        Path output = outputs.resolve(journal.file().getFileName().toString().replaceFirst("\\..*", "") + "-"
                + number.incrementAndGet() + ".out");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("directory", invocation.directory().toString());
        facts.put(OUTPUT, output.toString());
        return facts;
    }

    private Tooling.Running begun(Invocation invocation, Map<String, String> facts, ServiceEnvironment handedOn) {
        Tooling.Running running =
                tooling.start(invocation, Path.of(Objects.requireNonNull(facts.get(OUTPUT))), handedOn);
        facts.put("pid", String.valueOf(running.pid()));
        facts.put("startedAt", running.startedAt().toString());
        noteIfItCanBe(Kind.STARTED, invocation.toString(), facts);
        return running;
    }

    /** The disk is full only now, and what has begun is known to have. */
    private void noteIfItCanBe(Kind kind, String what, Map<String, String> facts) {
        try {
            journal.note(kind, what, facts);
        } catch (UncheckedIOException full) {
            // The next that need not be begun is noted before, or not begun.
        }
    }

    private void note(Invocation invocation, Ended ended, Duration within) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("exit", ended.inTime() ? String.valueOf(ended.exit().getAsInt()) : "ended at its deadline");
        facts.put(OUTPUT, lastWords(ended.written()));
        noteIfItCanBe(
                Kind.RAN,
                invocation + (ended.inTime() ? " ended" : " did not end within " + within.toSeconds() + " s"),
                facts);
    }

    /** Its last lines as one, for a sentence. */
    static String lastLines(String written) {
        List<String> lines = written.strip()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        String last = String.join(" / ", lines.subList(Math.max(0, lines.size() - FEW), lines.size()));
        return last.isEmpty()
                ? "nothing"
                : last.length() <= MOST_LINE ? last : "..." + last.substring(last.length() - MOST_LINE);
    }

    static String lastWords(String written) {
        String words = written.strip();
        return words.length() <= MOST_WORDS ? words : "..." + words.substring(words.length() - MOST_WORDS);
    }
}
