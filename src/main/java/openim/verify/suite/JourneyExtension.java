package openim.verify.suite;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes a test of each step of a {@link Journey} that is asked for; it ends as the step does. */
final class JourneyExtension implements TestTemplateInvocationContextProvider, InvocationInterceptor {

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
