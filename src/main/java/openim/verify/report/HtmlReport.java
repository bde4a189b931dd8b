package openim.verify.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import openim.verify.report.text.NextCommand;
import openim.verify.suite.Run;

/**
 * {@code report.html}: one file, which needs nothing beside it, for a phone as for a wide screen, by day and by night.
 *
 * <p>The template is compiled into the product; nothing is compiled when it runs.
 */
public final class HtmlReport {

    /** Its name in the run's directory. */
    public static final String NAME = "report.html";

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName());

    private final Path file;
    private final Redactor redactor;
    private final NextCommand next;

    public HtmlReport(Path runDirectory, Redactor redactor, NextCommand next) {
        this.file = runDirectory.resolve(NAME);
        this.redactor = redactor;
        this.next = next;
    }

    /**
     * Writes it, in the place of one that may be there.
     *
     * @param trend how the run stands among the last ones
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Run run, Trend trend) {
        StringOutput page = new StringOutput();
        ENGINE.render("report.jte", ReportPage.of(run, redactor, next, trend), page);
        try {
            WholeFile.write(file, page.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
