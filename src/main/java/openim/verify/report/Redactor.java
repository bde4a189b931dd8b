package openim.verify.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Loss;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/**
 * Replaces secrets by {@value #MASK}: those it was told of, in each form in which they travel, and what has the shape of one.
 *
 * <p>A told secret is found as it stands, escaped, URL-encoded, in base64 (also inside a longer text) and as the hex MD5
 * that OpenIM takes for a password. A secret of fewer than {@value SecretForms#SHORT} characters would shred every sentence,
 * so it is masked only where it stands as a value: alone, in quotes, or behind {@code =} or {@code :}.
 *
 * <p>Redacting twice changes nothing more. What is replaced never reaches over a quote, a backslash or an angle bracket, so
 * that JSON, XML and HTML stay well-formed. Immutable and safe for all threads.
 */
public final class Redactor {

    /** What stands in a secret's place. */
    public static final String MASK = "***";

    private final List<SecretPattern> patterns;

    private Redactor(List<SecretPattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * A redactor that knows these secrets, and all the shapes.
     *
     * @param secrets their plain values; blank ones are left out
     */
    public static Redactor of(Collection<String> secrets) {
        Set<String> known = secrets.stream().filter(s -> !s.isBlank()).collect(Collectors.toSet());
        // Longest first: a secret that begins with another one would otherwise leave its tail behind.
        String anywhere = known.stream()
                .flatMap(SecretForms::of)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        Stream<SecretPattern> told =
                anywhere.isEmpty() ? Stream.empty() : Stream.of(new SecretPattern(Pattern.compile(anywhere), MASK));
        Stream<SecretPattern> tiny =
                known.stream().filter(s -> s.length() < SecretForms.SHORT).map(SecretPattern::asValue);
        return new Redactor(Stream.of(told, tiny, SecretPattern.SHAPES.stream())
                .flatMap(s -> s)
                .toList());
    }

    public String redact(String text) {
        String clean = text;
        for (SecretPattern pattern : patterns) {
            clean = pattern.mask(clean);
        }
        return clean;
    }

    public Evidence redact(Evidence evidence) {
        boolean telling = SecretPattern.isSecretName(evidence.name());
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
                seen.took(),
                seen.evidence().stream().map(this::redact).toList());
    }

    public Subject redact(Subject subject) {
        return new Subject(
                redact(subject.name()), redact(subject.flavour()), subject.rehearsal(), redact(subject.release()));
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
                run.notes().stream().map(this::redact).toList());
    }
}
