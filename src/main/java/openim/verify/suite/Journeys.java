package openim.verify.suite;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * All journeys of a run, told once: also those of which nothing is asked for, because others may need what their steps give. Nothing is
 * looked at by that.
 */
final class Journeys {

    private final Map<Executable, Steps> all = new LinkedHashMap<>();
    private final List<String> flaws = new ArrayList<>();
    private final Fixtures fixtures;
    private final Predicate<CheckId> asked;

    private Journeys(Fixtures fixtures, Predicate<CheckId> asked) {
        this.fixtures = fixtures;
        this.asked = asked;
    }

    /**
     * Tells them.
     *
     * @param asked the checks that are to be looked at
     */
    static Journeys told(List<Class<?>> specs, Fixtures fixtures, Predicate<CheckId> asked) {
        Journeys journeys = new Journeys(fixtures, asked);
        specs.stream()
                .flatMap(spec -> Arrays.stream(spec.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Journey.class))
                .forEach(journeys::tell);
        return journeys;
    }

    /** Those of the run to which a test belongs; where a spec is run alone (from an IDE), with all their checks. */
    static Journeys of(ExtensionContext context) {
        var store = context.getStore(StoreScope.LAUNCHER_SESSION, SuiteSession.HERE);
        SuiteSession session = SuiteSession.of(context);
        return store.getOrComputeIfAbsent(
                Journeys.class,
                key -> told(
                        store.getOrDefault(Engine.Asked.class, Engine.Asked.class, Engine.Asked.everything()),
                        session.fixtures()),
                Journeys.class);
    }

    private static Journeys told(Engine.Asked asked, Fixtures fixtures) {
        return told(asked.specs(), fixtures, asked::asksFor);
    }

    private void tell(Method journey) {
        String name = journey.getDeclaringClass().getSimpleName() + "." + journey.getName();
        Set<CheckId> promised = Proof.of(journey).stream().map(Proof::check).collect(Collectors.toSet());
        Steps told = new Steps(name, promised, fixtures);
        all.put(journey, told);
        List<Throwable> broken = new ArrayList<>();
        try {
            Object spec = ReflectionSupport.newInstance(journey.getDeclaringClass());
            Object[] given = Arrays.stream(journey.getParameters())
                    .map(parameter -> given(parameter, promised.iterator().next()))
                    .toArray();
            ReflectionSupport.invokeMethod(journey, spec, given);
        } catch (RuntimeException | AssertionError failed) {
            broken.add(failed);
            flaws.add(name + " breaks off: " + failed);
        }
        promised.stream().filter(check -> told.stepFor(check).isEmpty()).forEach(check -> {
            String flaw = name + " has no step for " + check;
            flaws.add(flaw);
            told.forgot(check, broken.isEmpty() ? flaw : flaw + ", because it breaks off: " + broken.get(0));
        });
    }

    /** What a journey is given by that parameter. */
    Object given(Parameter parameter, CheckId asking) {
        if (parameter.getType() == Steps.class) {
            return steps(parameter.getDeclaringExecutable());
        }
        return parameter.getType() == Given.class
                ? fixtures.given(lent(parameter.getParameterizedType()))
                : fixtures.get(parameter.getType(), asking);
    }

    private Steps steps(Executable journey) {
        return Objects.requireNonNull(all.get(journey), () -> journey + " was not told");
    }

    /** What a parameter of that type is given. */
    static Class<?> lent(Type given) {
        if (given instanceof ParameterizedType type && type.getActualTypeArguments()[0] instanceof Class<?> lent) {
            return lent;
        }
        throw new IllegalArgumentException(given + " does not say what is given");
    }

    /** The checks of a journey that are to be looked at, in the order in which it promises them. */
    List<CheckId> askedOf(Method journey) {
        return Proof.of(journey).stream().map(Proof::check).filter(asked).toList();
    }

    /** Begins with all of its steps that are asked for. */
    void begin(Method journey) {
        askedOf(journey).forEach(check -> step(journey, check).begin());
    }

    /** The step of a journey that proves a check. */
    Fixtures.Fixture<?> step(Method journey, CheckId check) {
        return steps(journey).stepFor(check).orElseThrow();
    }

    /** What is wrong with how they are told; nothing, unless the verifier has a fault. */
    List<String> flaws() {
        return List.copyOf(flaws);
    }

    /** Makes a test of each step of a {@link Journey} that is asked for; it ends as the step does. */
    static final class StepTests implements TestTemplateInvocationContextProvider, InvocationInterceptor {

        /** A test that goes by the id of its check. */
        private record Named(CheckId check) implements TestTemplateInvocationContext {
            @Override
            public String getDisplayName(int number) {
                return check.value();
            }
        }

        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            Method journey = context.getRequiredTestMethod();
            Journeys journeys = Journeys.of(context);
            journeys.begin(journey);
            return journeys.askedOf(journey).stream().map(Named::new);
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> journey, ExtensionContext context) {
            // It has been told already.
            invocation.skip();
            CheckId check = SpecExtension.check(context);
            Fixtures.Fixture<?> step = Journeys.of(context).step(journey.getExecutable(), check);
            try {
                step.get(check);
            } finally {
                step.work().ifPresent(work -> SpecExtension.worked(context, work));
            }
        }
    }
}
