package openim.verify.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import openim.verify.disk.WholeFile;
import openim.verify.report.Explain.Advice;
import openim.verify.report.text.Because;
import openim.verify.report.text.Digest;
import openim.verify.report.text.Fact;
import openim.verify.report.text.Followers;
import openim.verify.report.text.NextCommand;
import openim.verify.report.text.NextStep;
import openim.verify.report.text.RunLines;
import openim.verify.report.text.Speeds;
import openim.verify.report.text.Wording;
import openim.verify.suite.Checks;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Loss;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

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

    /**
     * What {@code report.html} shows, in the order in which it shows it. All redacted; the template adds no text of others.
     *
     * @param title the title of the page, with REHEARSAL if it is one
     * @param rehearsal whether it proves nothing about a real deployment
     * @param tone of the verdict on the whole
     * @param verdict its word
     * @param summary its sentence
     * @param counts how many checks came out how
     * @param about what was verified, when, for how long
     * @param causes what is behind the red ones, as the runbook explains them
     * @param steps what to do first about it
     * @param culprits the checks that are not green, the first cause first
     * @param followers those that were not looked at for it
     * @param gantt when each look was
     * @param rows all checks
     * @param weaknesses what the build is too weak for, each with what that means
     * @param notHere what this deployment does not have, by the reason
     * @param notProven the reasons why something is not proven
     * @param speeds how long things took
     * @param losses the messages that were acknowledged and then lost
     * @param notes what is to be said besides the verdict
     * @param trend how it stands among the last runs
     */
    public record ReportPage(
            String title,
            boolean rehearsal,
            Tone tone,
            String verdict,
            String summary,
            List<Count> counts,
            List<Fact> about,
            List<Because> causes,
            List<Fact> steps,
            List<Culprit> culprits,
            List<Fold> followers,
            Gantt gantt,
            List<Row> rows,
            List<Fold> weaknesses,
            List<Fold> notHere,
            List<Fold> notProven,
            Speeds speeds,
            List<Loss> losses,
            List<String> notes,
            Trend trend) {

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                        "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        record Count(Tone tone, long checks) {}

        record Culprit(String check, Tone tone, String summary, List<Fact> facts, List<Fact> advice) {}

        record Fold(String reason, List<String> checks) {}

        record Row(
                String check,
                String promise,
                Tone tone,
                boolean required,
                String time,
                String summary,
                List<Evidence> evidence) {}

        static ReportPage of(Run judged, Redactor redactor, NextCommand command, Trend trend) {
            Run run = redactor.redact(judged);
            NextCommand next = check -> redactor.redact(command.after(check));
            Digest digest = Digest.of(run);
            String title = run.verdict().word() + ": " + run.suite().name() + " of "
                    + run.subject().seen();
            return new ReportPage(
                    RunLines.marked(run.subject(), title),
                    run.subject().rehearsal(),
                    Tone.of(run.verdict()),
                    run.verdict().word(),
                    run.verdict().summary(),
                    counts(run),
                    about(run),
                    Because.of(run),
                    steps(run, next),
                    culprits(run, digest, next),
                    digest.followers().entrySet().stream()
                            .map(fold -> new Fold(Followers.are(fold.getKey(), run), names(fold.getValue())))
                            .toList(),
                    Gantt.of(run),
                    run.observations().stream().map(seen -> row(seen, run)).toList(),
                    digest.weak().stream()
                            .map(seen -> new Fold(
                                    seen.verdict().summary(),
                                    List.of(seen.check().value())))
                            .toList(),
                    folds(digest.notHere()),
                    folds(digest.notProven()),
                    Speeds.of(run.latencies()),
                    run.losses(),
                    run.notes(),
                    trend);
        }

        /** What to do first: about the causes, else about the first of those that nothing explains. */
        public List<Fact> first() {
            return causes.isEmpty()
                    ? culprits.stream()
                            .limit(1)
                            .flatMap(culprit -> culprit.facts().stream())
                            .toList()
                    : steps;
        }

        private static List<Count> counts(Run run) {
            return Stream.of(
                            new Verdict.Healthy(""),
                            new Verdict.Unhealthy(""),
                            new Verdict.Undetermined(""),
                            new Verdict.Weak(""),
                            new Verdict.NotHere(""),
                            new Verdict.NotProven(""))
                    .map(verdict -> new Count(
                            Tone.of(verdict),
                            run.observations().stream()
                                    .filter(seen -> seen.verdict().word().equals(verdict.word()))
                                    .count()))
                    .toList();
        }

        private static List<Fact> about(Run run) {
            return Stream.of(
                            new Fact("suite", run.suite().name()),
                            new Fact("target", run.subject().name()),
                            new Fact("seen from", run.subject().vantage()),
                            new Fact("flavour", run.subject().flavour()),
                            new Fact("release", run.subject().release()),
                            new Fact("began", TIME.format(run.startedAt())),
                            new Fact("took", Wording.of(run.took())),
                            new Fact("run", run.id()))
                    .filter(fact -> !fact.value().isEmpty())
                    .toList();
        }

        private static List<Culprit> culprits(Run run, Digest digest, NextCommand next) {
            List<Observation> sorted = new ArrayList<>(digest.culprits());
            // The first cause of an unhealthy run is red, though an unknown one may come before it in the catalogue.
            run.firstCause().filter(sorted::remove).ifPresent(cause -> sorted.add(0, cause));
            return sorted.stream().map(seen -> culprit(seen, run, next)).toList();
        }

        private static List<Fact> steps(Run run, NextCommand next) {
            return run.explanation().reasons().isEmpty() ? List.of() : NextStep.facts(run, next);
        }

        /** One whose cause is named above says what it saw, and nothing of where to turn. */
        private static Culprit culprit(Observation seen, Run run, NextCommand next) {
            boolean explained = run.explanation().of(seen.check()).isPresent();
            List<Fact> advice = new ArrayList<>();
            if (!explained && Checks.knows(seen.check()) && seen.verdict().isUnhealthy()) {
                Advice known = Advice.on(seen.check());
                advice.add(new Fact("What it usually means", known.meaning()));
                advice.add(new Fact("What to do", known.remedy()));
            }
            return new Culprit(
                    seen.check().value(),
                    Tone.of(seen.verdict()),
                    seen.verdict().summary(),
                    explained ? Fact.seen(seen) : Fact.of(seen, next),
                    advice);
        }

        private static Row row(Observation seen, Run run) {
            return new Row(
                    seen.check().value(),
                    Checks.knows(seen.check()) ? Checks.get(seen.check()).promise() : "",
                    Tone.of(seen.verdict()),
                    run.suite().requires(seen.check()),
                    Wording.of(seen.took()),
                    seen.verdict().summary(),
                    seen.evidence());
        }

        private static List<Fold> folds(Map<String, List<CheckId>> byReason) {
            return byReason.entrySet().stream()
                    .map(fold -> new Fold(fold.getKey(), names(fold.getValue())))
                    .toList();
        }

        private static List<String> names(List<CheckId> ids) {
            return ids.stream().map(CheckId::value).toList();
        }
    }

    /**
     * The looks of a run over its time. Places are percentages of the width, so that the same picture fits each screen.
     *
     * @param ticks the marks of the time axis
     * @param bars one for each observation, in the order in which they ended: most begin together
     */
    record Gantt(List<Tick> ticks, List<Bar> bars) {

        private static final int MOST_TICKS = 5;

        /** A bar is seen even if the look took no time. */
        private static final double NARROWEST = 0.6;

        record Tick(String at, String label) {}

        /**
         * One look.
         *
         * @param blocked whether it was not looked at after all
         * @param waitedFrom where its wait for others begins, and how wide that is
         */
        record Bar(
                String check,
                Tone tone,
                boolean blocked,
                String waitedFrom,
                String waitedWidth,
                String from,
                String width,
                String time,
                String sentence) {}

        static Gantt of(Run run) {
            long total = run.took().toMillis();
            for (Observation seen : run.observations()) {
                total = Math.max(total, since(run, seen.ended()));
            }
            long whole = Math.max(total, 1);
            List<Bar> bars = run.observations().stream()
                    .sorted(Comparator.comparing(Observation::ended))
                    .map(seen -> bar(run, seen, whole))
                    .toList();
            return new Gantt(ticks(whole), bars);
        }

        private static long since(Run run, Instant moment) {
            return Math.max(0, Duration.between(run.startedAt(), moment).toMillis());
        }

        private static Bar bar(Run run, Observation seen, long whole) {
            double width = Math.max(NARROWEST, 100.0 * seen.took().toMillis() / whole);
            Instant worked = seen.at().plus(seen.waited());
            double from = Math.min(100.0 * since(run, worked) / whole, 100 - width);
            double began = Math.min(100.0 * since(run, seen.at()) / whole, from);
            Tone tone = Tone.of(seen.verdict());
            String time = Wording.of(seen.took());
            String sentence = seen.check() + ", " + tone.word() + ": " + time + ", from "
                    + Wording.of(Duration.ofMillis(since(run, worked)))
                    + (seen.waited().isZero() ? "" : ", after a wait of " + Wording.of(seen.waited()));
            boolean blocked = !seen.blockedBy().isEmpty();
            return new Bar(
                    seen.check().value(),
                    tone,
                    blocked,
                    percent(began),
                    percent(from - began),
                    percent(from),
                    percent(width),
                    time,
                    sentence);
        }

        private static List<Tick> ticks(long whole) {
            long step = step(whole);
            List<Tick> ticks = new ArrayList<>();
            for (long at = 0; at <= whole; at += step) {
                ticks.add(new Tick(percent(100.0 * at / whole), at == 0 ? "0" : Wording.of(Duration.ofMillis(at))));
            }
            return ticks;
        }

        /** The smallest of 1, 2, 5, 10, 20, 50, ... ms with few enough ticks. */
        private static long step(long whole) {
            for (long decade = 1; ; decade *= 10) {
                for (long times : new long[] {1, 2, 5}) {
                    if (whole / (decade * times) < MOST_TICKS) {
                        return decade * times;
                    }
                }
            }
        }

        private static String percent(double of100) {
            return String.format(Locale.ROOT, "%.2f%%", of100);
        }
    }
}
