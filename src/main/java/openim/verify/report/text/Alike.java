package openim.verify.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/**
 * Checks that saw one and the same, such as a server that refuses connections, whatever each of them expected.
 *
 * @param what they saw
 * @param seen those checks, never none
 */
public record Alike(String what, List<Observation> seen) {

    private static final String EXPECTED = "; expected that ";

    /** Sorts them, in the order in which they are given. */
    public static List<Alike> of(List<Observation> observations) {
        Map<String, List<Observation>> byWhat = new LinkedHashMap<>();
        observations.forEach(seen ->
                byWhat.computeIfAbsent(what(seen), what -> new ArrayList<>()).add(seen));
        return byWhat.entrySet().stream()
                .map(entry -> new Alike(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private static String what(Observation seen) {
        String sentence = seen.verdict().summary();
        int end = sentence.indexOf(EXPECTED);
        return end < 0 ? sentence : sentence.substring(0, end);
    }

    public Observation first() {
        return seen.get(0);
    }

    boolean has(CheckId check) {
        return seen.stream().anyMatch(each -> each.check().equals(check));
    }

    /** Of one check all of its sentence; of several what they have in common. */
    String sentence() {
        return seen.size() == 1 ? first().verdict().summary() : what;
    }

    /** Their names. */
    public String checks() {
        return Wording.list(seen.stream().map(each -> each.check().value()).toList());
    }
}
