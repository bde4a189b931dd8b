package openim.verify.suite;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;

/** The journeys of the product where no suite is run: whatever their steps lend is made when a test asks for it. */
public final class ToldJourneys {

    private ToldJourneys() {}

    /** Tells them. */
    public static Fixtures to(Fixtures fixtures) {
        Journeys.told(Specs.ofTheProduct(), fixtures, check -> false);
        return fixtures;
    }

    /** What the specs of the product ask for, and these fixtures do not have, nor any journey lends. */
    public static List<Class<?>> lackingIn(Fixtures fixtures) {
        to(fixtures);
        return Specs.ofTheProduct().stream()
                .flatMap(spec -> Arrays.stream(spec.getDeclaredMethods()))
                .filter(method -> !Proof.of(method).isEmpty())
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .<Class<?>>map(ToldJourneys::asked)
                .filter(type -> type != Note.class && type != Steps.class && !fixtures.offers(type))
                .distinct()
                .toList();
    }

    private static Class<?> asked(Parameter parameter) {
        return parameter.getType() == Given.class
                ? Journeys.lent(parameter.getParameterizedType())
                : parameter.getType();
    }
}
