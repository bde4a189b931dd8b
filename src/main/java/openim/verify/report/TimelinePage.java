package openim.verify.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import openim.verify.disk.WholeFile;

/** The page of a timeline: one file, which needs nothing beside it. */
public final class TimelinePage {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, TimelinePage.class.getClassLoader(), TimelinePage.class.getPackageName());

    private final Path file;
    private final Redactor redactor;

    public TimelinePage(Path file, Redactor redactor) {
        this.file = file;
        this.redactor = redactor;
    }

    /** What the template shows; places are percentages of the width. */
    public record Shown(String title, String since, String comparison, List<Mark> marks) {

        /** One moment at its place. */
        public record Mark(String place, String time, String kind, String what) {}
    }

    /**
     * Writes it, in the place of one that may be there.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Timeline timeline) {
        StringOutput page = new StringOutput();
        ENGINE.render("timeline.jte", shown(timeline), page);
        try {
            WholeFile.write(file, page.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Shown shown(Timeline timeline) {
        long whole = timeline.moments().stream()
                .map(moment -> moment.after().toMillis())
                .max(Long::compare)
                .filter(longest -> longest > 0)
                .orElse(1L);
        return new Shown(
                redactor.redact(timeline.title()),
                timeline.zero().truncatedTo(ChronoUnit.SECONDS).toString(),
                timeline.comparison(),
                timeline.moments().stream()
                        .map(moment -> new Shown.Mark(
                                place(moment.after(), whole),
                                Timeline.time(moment.after()),
                                moment.kind(),
                                redactor.redact(moment.what())))
                        .toList());
    }

    private static String place(Duration after, long whole) {
        double percent = Math.max(0, Math.min(100, 100.0 * after.toMillis() / whole));
        return String.format(Locale.ROOT, "%.2f%%", percent);
    }
}
