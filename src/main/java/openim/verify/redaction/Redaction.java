package openim.verify.redaction;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replaces secrets in a text by {@value #MASK}: those it was told of, in each form in which they travel, and what has the shape of
 * one.
 *
 * <p>A told secret is found as it stands, escaped, URL-encoded, in base64 (also inside a longer text) and as the hex MD5
 * that OpenIM takes for a password. A secret of fewer than {@value SecretForms#SHORT} characters would shred every sentence,
 * so it is masked only where it stands as a value: alone, in quotes, or behind {@code =} or {@code :}.
 *
 * <p>Redacting twice changes nothing more. What is replaced never reaches over a quote, a backslash or an angle bracket, so
 * that JSON, XML and HTML stay well-formed. Immutable and safe for all threads.
 */
public final class Redaction {

    /** What stands in a secret's place. */
    public static final String MASK = "***";

    private static final Redaction OF_OTHERS =
            new Redaction(Stream.concat(SecretPattern.SHAPES.stream(), SecretPattern.OF_OTHERS.stream())
                    .toList());

    private final List<SecretPattern> patterns;

    private Redaction(List<SecretPattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * One that knows these secrets, and all the shapes.
     *
     * @param secrets their plain values; blank ones are left out
     */
    public static Redaction of(Collection<String> secrets) {
        Set<String> known = secrets.stream().filter(s -> !s.isBlank()).collect(Collectors.toSet());
        // Longest first: a secret that begins with another one would otherwise leave its tail behind.
        List<String> forms = known.stream()
                .flatMap(SecretForms::of)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        Stream<SecretPattern> told = forms.isEmpty() ? Stream.empty() : Stream.of(SecretPattern.anyOf(forms));
        Stream<SecretPattern> tiny =
                known.stream().filter(s -> s.length() < SecretForms.SHORT).map(SecretPattern::asValue);
        return new Redaction(Stream.of(told, tiny, SecretPattern.SHAPES.stream())
                .flatMap(s -> s)
                .toList());
    }

    /** One for words of servers, which say things in more ways than we do; it knows no secret, only shapes. */
    public static Redaction ofOthers() {
        return OF_OTHERS;
    }

    public String redact(String text) {
        String clean = text;
        for (SecretPattern pattern : patterns) {
            clean = pattern.mask(clean);
        }
        return clean;
    }

    /** Whether what has that name is a secret: {@code token}, {@code X-Amz-Signature}. */
    public static boolean isSecretName(String name) {
        return SecretPattern.isSecretName(name);
    }
}
