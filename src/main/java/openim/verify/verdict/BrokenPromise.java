package openim.verify.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The deployment broke a promise. Its sentence says what is wrong, where, and what was expected instead.
 *
 * <p>Becomes {@link Verdict.Unhealthy}.
 */
public final class BrokenPromise extends AssertionError {

    private static final long serialVersionUID = 1L;

    /** A message's id as we give it: 32 hexadecimal digits. */
    private static final String ID = "[0-9a-f]{32}";

    private static final Pattern NAMED = Pattern.compile("\\bmessage " + ID + "\\b");
    private static final Pattern LISTED = Pattern.compile(" \\(" + ID + "(, " + ID + ")*\\)");

    private final transient List<Evidence> evidence;

    /**
     * @param sentence what a person reads; ids of messages in it go into the evidence
     */
    public BrokenPromise(String sentence, List<Evidence> evidence) {
        super(withoutIds(sentence));
        this.evidence = withIds(sentence, evidence);
    }

    public BrokenPromise(String sentence, Evidence... evidence) {
        this(sentence, List.of(evidence));
    }

    /**
     * Something else was seen than was expected.
     *
     * @param seen what was seen, where: a clause
     * @param expected what was expected instead: a clause, {@code alice reads the list of groups}
     * @param facts what is known besides
     */
    public static BrokenPromise seeing(String seen, String expected, List<Evidence> facts) {
        List<Evidence> all = new ArrayList<>();
        all.add(Evidence.of(Evidence.EXPECTED, expected));
        all.addAll(facts);
        return new BrokenPromise(seen + "; expected that " + expected, all);
    }

    /** The same, where nothing is known besides. */
    public static BrokenPromise seeing(String seen, String expected) {
        return seeing(seen, expected, List.of(Evidence.of(Evidence.SEEN, seen)));
    }

    public List<Evidence> evidence() {
        return evidence;
    }

    private static String withoutIds(String sentence) {
        return LISTED.matcher(NAMED.matcher(sentence).replaceAll("a message")).replaceAll("");
    }

    private static List<Evidence> withIds(String sentence, List<Evidence> evidence) {
        boolean kept = withoutIds(sentence).equals(sentence)
                || evidence.stream().anyMatch(each -> !withoutIds(each.value()).equals(each.value()));
        if (kept) {
            return List.copyOf(evidence);
        }
        List<Evidence> all = new ArrayList<>(evidence);
        all.add(Evidence.of("messages", sentence));
        return List.copyOf(all);
    }
}
