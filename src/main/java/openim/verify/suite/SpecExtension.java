package openim.verify.suite;

import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import openim.verify.verdict.Weakness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/**
 * Gives a spec what it asks for, and makes an observation of how it ended.
 *
 * <p>{@link BrokenPromise} is Unhealthy; {@link NotLookedAt}, {@link Weakness} and {@link Absent} are aborted, and NotProven,
 * Weak and NotHere; everything else, an unexpected exception included, is Undetermined: a fault of the verifier accuses nobody.
 */
final class SpecExtension implements BeforeEachCallback, ParameterResolver, TestExecutionExceptionHandler, TestWatcher {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(SpecExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        worked(context, Work.begin(check(context)));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Note.class || type == Steps.class || type == Given.class || isOffered(type, context);
    }

    private static boolean isOffered(Class<?> type, ExtensionContext context) {
        Fixtures fixtures = SuiteSession.of(context).fixtures();
        if (!fixtures.offers(type)) {
            // So that whatever they lend is there.
            Journeys.of(context);
        }
        return fixtures.offers(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Note.class ? work(context).note() : given(parameter.getParameter(), context);
    }

    private static Object given(Parameter parameter, ExtensionContext context) {
        return parameter.getDeclaringExecutable().isAnnotationPresent(Journey.class)
                ? Journeys.of(context).given(parameter, check(context))
                : SuiteSession.of(context).fixtures().get(parameter.getType(), check(context));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof NotLookedAt || cause instanceof Weakness || cause instanceof Absent) {
            throw new TestAbortedException(cause.getMessage(), cause);
        }
        throw cause;
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown instanceof ParameterResolutionException ? thrown.getCause() : null;
        return cause == null ? thrown : cause;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        Note note = work(context).note();
        tell(
                context,
                new Verdict.Healthy(note.sentenceOr(Checks.get(check(context)).promise())),
                List.of(),
                List.of());
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        Throwable reason = cause == null ? null : cause.getCause();
        if (reason instanceof Weakness weakness) {
            tell(context, new Verdict.Weak(sentence(cause)), List.of(), weakness.evidence());
        } else if (reason instanceof Absent) {
            tell(context, new Verdict.NotHere(sentence(cause)), List.of(), List.of());
        } else {
            List<CheckId> blockedBy = reason instanceof NotLookedAt blocked ? blocked.blockedBy() : List.of();
            tell(context, new Verdict.NotProven(sentence(cause)), blockedBy, List.of());
        }
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        if (cause instanceof BrokenPromise broken) {
            tell(context, new Verdict.Unhealthy(sentence(cause)), List.of(), broken.evidence());
        } else if (cause instanceof CannotLook cannot) {
            tell(context, new Verdict.Undetermined(sentence(cause)), List.of(), cannot.evidence());
        } else {
            tell(context, new Verdict.Undetermined("a fault of the verifier itself: " + cause), List.of(), List.of());
        }
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        CheckId check = check(context);
        SuiteSession.of(context)
                .sink()
                .accept(new Observation(
                        check,
                        new Verdict.NotProven("switched off: " + reason.orElse("no reason given")),
                        List.of(),
                        Instant.now(),
                        Duration.ZERO,
                        List.of()));
    }

    private static String sentence(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        return message == null ? "no reason given" : message;
    }

    private static void tell(
            ExtensionContext context, Verdict verdict, List<CheckId> blockedBy, List<Evidence> evidence) {
        Work work = work(context);
        List<Evidence> all = new ArrayList<>(evidence);
        all.addAll(work.note().evidence());
        Work.Spent spent = work.spent();
        SuiteSession.of(context)
                .sink()
                .accept(new Observation(
                        check(context), verdict, blockedBy, spent.began(), spent.waited(), spent.took(), all));
    }

    /** Says which work an observation of this test is made of. */
    static void worked(ExtensionContext context, Work work) {
        context.getStore(HERE).put(Work.class, work);
    }

    private static Work work(ExtensionContext context) {
        return context.getStore(HERE).getOrComputeIfAbsent(Work.class, key -> new Work(check(context)), Work.class);
    }

    /** What this test is the proof of. */
    static CheckId check(ExtensionContext context) {
        return Proof.of(context.getRequiredTestMethod(), context.getDisplayName())
                .orElseThrow()
                .check();
    }
}
