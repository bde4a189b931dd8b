package openim.verify.app.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.recovery.record.PastRecovery;
import openim.verify.report.Redactor;
import openim.verify.report.Timeline;
import openim.verify.report.TimelinePage;
import openim.verify.report.terminal.Terminal;

/** Tells a journal as a timeline: on the screen, and as a page beside the journal. */
record TimelineTelling(Terminal terminal, Redactor redactor) {

    private static final Set<Kind> TOLD = Set.of(
            Kind.RED, Kind.GREEN, Kind.STEP_BEGAN, Kind.STEP_ENDED, Kind.STABLE, Kind.OPEN, Kind.SHUT, Kind.ESCALATED);

    void tell(Journal journal, List<PastRecovery> all) {
        Timeline timeline = timeline(journal, all);
        Path page = journal.file()
                .resolveSibling(journal.file().getFileName().toString().replace(".journal.jsonl", ".timeline.html"));
        timeline.lines().forEach(terminal::line);
        new TimelinePage(page, redactor).write(timeline);
        terminal.line("timeline: " + page);
    }

    static Timeline timeline(Journal journal, List<PastRecovery> all) {
        List<JournalEntry> entries = journal.entries();
        Instant zero = entries.stream()
                .filter(entry -> entry.kind() == Kind.RED)
                .map(JournalEntry::at)
                .min(Instant::compareTo)
                .orElse(entries.get(0).at());
        List<Timeline.Moment> moments = new ArrayList<>();
        for (JournalEntry entry : entries) {
            if (TOLD.contains(entry.kind())) {
                moments.add(new Timeline.Moment(
                        Duration.between(zero, entry.at()), entry.kind().word(), entry.what()));
            }
        }
        List<Duration> earlier = all.stream()
                .filter(past -> !past.file().equals(journal.file()))
                .map(PastRecovery::tookToOpen)
                .flatMap(Optional::stream)
                .toList();
        return new Timeline(entries.get(0).what(), zero, moments, earlier);
    }
}
