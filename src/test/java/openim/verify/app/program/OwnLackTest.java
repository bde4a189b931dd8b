package openim.verify.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.launcher.TestIdentifier;

class OwnLackTest {

    private static final TestDescriptor SPEC = new EngineDescriptor(UniqueId.forEngine("specs"), "specs");

    private final OwnLack lack = new OwnLack(Instant.now());

    private static Observation seen(Verdict verdict, Evidence... evidence) {
        return new Observation(
                new CheckId("probe.api"), verdict, List.of(), Instant.now(), Duration.ZERO, List.of(evidence));
    }

    private static final Observation RED = seen(new Verdict.Unhealthy("no answer"));
    private static final Observation GREEN = seen(new Verdict.Healthy("answers"));

    private void specEnded(Throwable thrown) {
        lack.executionFinished(TestIdentifier.from(SPEC), TestExecutionResult.failed(thrown));
    }

    @Test
    void redIsRedWhereNothingOfOursIsLacking() {
        specEnded(new IllegalStateException("a mistake in one spec"));
        lack.heed(RED);

        assertThat(lack.weighed(RED)).isSameAs(RED);
        assertThat(lack.words()).isEmpty();
    }

    @Test
    void whatLooksRedIsNotBelievedOnceMemoryIsLacking() {
        specEnded(new IllegalStateException(new OutOfMemoryError("Java heap space")));

        assertThat(lack.weighed(RED).verdict())
                .isEqualTo(new Verdict.Undetermined("it looked red (no answer), which is not believed, because"
                        + " openim-verify itself failed: it ran out of memory (Java heap space); java's option -Xmx gives it"
                        + " more"));
        assertThat(lack.weighed(GREEN)).isSameAs(GREEN);
    }

    @Test
    void whatLooksRedForWantOfAHandleIsNotBelieved() {
        Observation refused = seen(new Verdict.Unhealthy("cannot connect: Too many open files"));
        lack.heed(refused);

        assertThat(lack.weighed(refused).verdict()).isInstanceOf(Verdict.Undetermined.class);
        assertThat(lack.words().orElseThrow()).contains("ulimit -n");
    }

    @Test
    void aServerThatLacksHandlesIsRed() {
        Observation theirs = seen(
                new Verdict.Unhealthy("errCode 500: accept4: too many open files"),
                Evidence.of(Evidence.WORDS, "java.net.SocketException: Too many open files"));
        lack.heed(theirs);

        assertThat(lack.weighed(theirs)).isSameAs(theirs);
    }

    @Test
    void aThreadThatNobodyWaitsForIsHeardOfAndSaidInALine() throws InterruptedException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        var printed = new java.io.ByteArrayOutputStream();
        try {
            Thread.setDefaultUncaughtExceptionHandler(LostThreads.tellingTo(new java.io.PrintStream(printed, true)));
            Thread lost = new Thread(
                    () -> {
                        throw new OutOfMemoryError("Java heap space");
                    },
                    "reader");
            lost.start();
            lost.join();

            assertThat(lack.weighed(RED).verdict()).isInstanceOf(Verdict.Undetermined.class);
            assertThat(new OwnLack(Instant.now().plusSeconds(1)).words()).isEmpty();
            assertThat(printed.toString().strip().lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "note: thread reader of openim-verify ended by a fault of our own: it ran out of memory")
                    .contains("; the trace is in ");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
