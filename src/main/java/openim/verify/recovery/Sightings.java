package openim.verify.recovery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/** What was seen red, and green again: written into the journal at each turn, for the timeline. */
final class Sightings {

    private static final CheckId ETCD = new CheckId("component.etcd");

    private final Journal journal;
    private final Set<CheckId> red = new TreeSet<>();
    private final Map<CheckId, Instant> back = new TreeMap<>();

    Sightings(Journal journal) {
        this.journal = journal;
    }

    void note(Run run) {
        journal.note(
                Kind.VERIFIED,
                run.suite().name() + ": " + run.verdict().word() + ", "
                        + run.verdict().summary(),
                Map.of("run", run.id()));
        for (Observation seen : run.observations()) {
            if (seen.verdict().isUnhealthy() && red.add(seen.check())) {
                back.remove(seen.check());
                turned(Kind.RED, seen);
            } else if (seen.verdict().isHealthy() && red.remove(seen.check())) {
                back.put(seen.check(), seen.at());
                turned(Kind.GREEN, seen);
            }
        }
    }

    private void turned(Kind kind, Observation seen) {
        journal.note(
                seen.at(),
                kind,
                seen.check() + ": " + seen.verdict().summary(),
                Map.of("check", seen.check().value()));
    }

    /** When etcd was seen again, if it had been seen dead. */
    Optional<Instant> etcdBack() {
        return Optional.ofNullable(back.get(ETCD));
    }
}
