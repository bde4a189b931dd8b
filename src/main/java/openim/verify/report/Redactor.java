package openim.verify.report;

import java.util.Collection;
import openim.verify.redaction.Redaction;
import openim.verify.suite.Explanation;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Loss;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/** Takes secrets out of everything that is written, as {@link Redaction} does it. Immutable and safe for all threads. */
public final class Redactor {

    /** What stands in a secret's place. */
    public static final String MASK = Redaction.MASK;

    private final Redaction redaction;

    private Redactor(Redaction redaction) {
        this.redaction = redaction;
    }

    /**
     * A redactor that knows these secrets, and all the shapes.
     *
     * @param secrets their plain values; blank ones are left out
     */
    public static Redactor of(Collection<String> secrets) {
        return new Redactor(Redaction.of(secrets));
    }

    public String redact(String text) {
        return redaction.redact(text);
    }

    public Evidence redact(Evidence evidence) {
        boolean telling = Redaction.isSecretName(evidence.name());
        return new Evidence(redact(evidence.name()), telling ? MASK : redact(evidence.value()));
    }

    public Verdict redact(Verdict verdict) {
        return Verdicts.withSummary(verdict, redact(verdict.summary()));
    }

    public Observation redact(Observation seen) {
        return new Observation(
                seen.check(),
                redact(seen.verdict()),
                seen.blockedBy(),
                seen.at(),
                seen.waited(),
                seen.took(),
                seen.evidence().stream().map(this::redact).toList());
    }

    public Subject redact(Subject subject) {
        return new Subject(
                redact(subject.name()),
                redact(subject.flavour()),
                subject.rehearsal(),
                redact(subject.release()),
                subject.vantage());
    }

    private Loss redact(Loss loss) {
        return new Loss(
                redact(loss.message()),
                loss.state(),
                redact(loss.from()),
                redact(loss.to()),
                redact(loss.conversation()),
                loss.sentAt(),
                redact(loss.lastSeen()),
                redact(loss.cause()));
    }

    public Run redact(Run run) {
        return new Run(
                run.id(),
                run.suite(),
                redact(run.subject()),
                run.startedAt(),
                run.took(),
                run.observations().stream().map(this::redact).toList(),
                redact(run.verdict()),
                run.losses().stream().map(this::redact).toList(),
                run.latencies(),
                run.notes().stream().map(this::redact).toList(),
                redact(run.explanation()));
    }

    private Explanation redact(Explanation explanation) {
        return new Explanation(
                explanation.reasons().stream()
                        .map(reason -> new Explanation.Reason(
                                redact(reason.words()), reason.seen(), reason.shownBy(), reason.explains()))
                        .toList(),
                explanation.steps().stream()
                        .map(step -> new Explanation.Next(redact(step.sentence()), redact(step.command())))
                        .toList());
    }
}
