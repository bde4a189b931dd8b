package openim.verify.suite;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.verdict.CheckId;

/**
 * A check and where it is proven.
 *
 * @param by the method of a spec that proves it, alone or with others
 */
public record Proof(CheckId check, Method by) {

    /** All that a method proves: one check if it has {@link Proves}, several if it is a {@link Journey}. */
    static List<Proof> of(Method method) {
        Proves one = method.getAnnotation(Proves.class);
        Stream<String> ids = one != null
                ? Stream.of(one.value())
                : method.isAnnotationPresent(Journey.class)
                        ? Stream.of(method.getAnnotationsByType(Promise.class)).map(Promise::check)
                        : Stream.of();
        return ids.map(id -> new Proof(new CheckId(id), method)).toList();
    }

    /** What the test of that name is the proof of: a journey has one for each of its checks, by whose id it goes. */
    public static Optional<Proof> of(Method method, String test) {
        return of(method).stream()
                .filter(proof -> !proof.isOfAJourney() || proof.check().value().equals(test))
                .findFirst();
    }

    boolean isOfAJourney() {
        return by.isAnnotationPresent(Journey.class);
    }

    /** What is said of it there. */
    Optional<Promise> promise() {
        return Stream.of(by.getAnnotationsByType(Promise.class))
                .filter(promise -> !isOfAJourney() || promise.check().equals(check.value()))
                .findFirst();
    }
}
