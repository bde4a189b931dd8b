package openim.verify.recovery.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.await.Deadline;
import openim.verify.recovery.journal.Entry.Kind;
import openim.verify.recovery.journal.Journal;
import openim.verify.runbook.Site;

/** Runs commands of the closed set, and writes down that they began before, and how they ended after. */
final class Runner {

    private static final int MOST_WORDS = 2000;

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
        Tooling.Running running = start(invocation);
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
        Path output = outputs.resolve(journal.file().getFileName().toString().replaceFirst("\\..*", "") + "-"
                + number.incrementAndGet() + ".out");
        Tooling.Running running = tooling.start(invocation, output);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("pid", String.valueOf(running.pid()));
        facts.put("startedAt", running.startedAt().toString());
        facts.put("directory", invocation.directory().toString());
        facts.put("output", output.toString());
        journal.note(Kind.STARTED, invocation.toString(), facts);
        return running;
    }

    private void note(Invocation invocation, Ended ended, Duration within) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("exit", ended.inTime() ? String.valueOf(ended.exit().getAsInt()) : "ended at its deadline");
        facts.put("output", lastWords(ended.written()));
        journal.note(
                Kind.RAN,
                invocation + (ended.inTime() ? " ended" : " did not end within " + within.toSeconds() + " s"),
                facts);
    }

    static String lastWords(String written) {
        String words = written.strip();
        return words.length() <= MOST_WORDS ? words : "..." + words.substring(words.length() - MOST_WORDS);
    }
}
