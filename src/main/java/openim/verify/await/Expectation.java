package openim.verify.await;

import java.util.function.Function;

/**
 * What is expected of a sighting: a matcher that gives its reason and knows no test, so that the same one serves an
 * assertion, a wait and a probe.
 *
 * @param <T> what is looked at
 */
public interface Expectation<T> {

    /** The expectation as the rest of a sentence that begins with who expects it: "receives message 42". */
    String sentence();

    Judgement judge(T sighting);

    static <T> Expectation<T> of(String sentence, Function<T, Judgement> judge) {
        return new Expectation<>() {
            @Override
            public String sentence() {
                return sentence;
            }

            @Override
            public Judgement judge(T sighting) {
                return judge.apply(sighting);
            }
        };
    }
}
