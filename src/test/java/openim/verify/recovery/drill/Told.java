package openim.verify.recovery.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.drill.Drill.Rescue.Rescued;
import openim.verify.recovery.record.JournalEntry;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.TheRunbook;

/** A recovery, as its journal tells it. */
final class Told {

    private final List<JournalEntry> journal = new ArrayList<>();

    static Exercise killed(String part) {
        return Exercise.chosen(TheRunbook.read(), List.of(part), FaultKind.DEAD).get(0);
    }

    static Exercise hung(String part) {
        return Exercise.chosen(TheRunbook.read(), List.of(part), FaultKind.HUNG).get(0);
    }

    Told red(String check) {
        return noting(Kind.RED, check, Map.of());
    }

    Told cause(String sentence, String... others) {
        return noting(Kind.CAUSE, sentence, Map.of("suspect", sentence, "or", String.join("; ", others)));
    }

    Told causeInWords(String words, String suspect) {
        return noting(Kind.CAUSE, words, Map.of("suspect", suspect, "or", ""));
    }

    Told step(String brief) {
        return noting(Kind.STEP_BEGAN, brief, Map.of("fix", brief));
    }

    Told command(String typed) {
        return noting(Kind.STARTED, typed, Map.of());
    }

    Rescued recovered() {
        return ended(0, "recovered");
    }

    Rescued personNeeded() {
        return ended(RecoveryResult.PERSON_NEEDED, "person-needed");
    }

    Rescued ended(int status, String word) {
        return new Rescued(RecoveryResult.of(status, word, "so it ended"), journal);
    }

    private Told noting(Kind kind, String what, Map<String, String> facts) {
        journal.add(new JournalEntry(Instant.EPOCH, kind, what, facts));
        return this;
    }
}
