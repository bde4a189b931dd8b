package openim.verify.suite;

import java.util.ArrayList;
import java.util.List;
import openim.verify.verdict.Evidence;

/** What a spec has to tell beyond that the promise was kept: a sentence and facts. For one test and its thread. */
public final class Note {

    private final List<Evidence> evidence = new ArrayList<>();
    private String sentence = "";

    /** Says in one sentence what was seen. */
    public Note says(String seen) {
        sentence = seen;
        return this;
    }

    public Note with(String name, Object value) {
        evidence.add(Evidence.of(name, value));
        return this;
    }

    public Note with(List<Evidence> more) {
        evidence.addAll(more);
        return this;
    }

    String sentenceOr(String other) {
        return sentence.isEmpty() ? other : sentence;
    }

    List<Evidence> evidence() {
        return List.copyOf(evidence);
    }
}
