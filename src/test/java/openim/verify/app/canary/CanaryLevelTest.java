package openim.verify.app.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.app.Rehearsed;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A canary that goes on and on holds no more than at first: handles and threads are counted, and its memory is too small for a leak.
 * The figures are left in {@code target/canary-level.txt}; {@code -Dcanary.rounds=N} makes more rounds.
 */
@Tag("matrix")
class CanaryLevelTest {

    private static final int ROUNDS = Integer.getInteger("canary.rounds", 60);
    private static final int WARM = 10;

    /** What a round in the middle holds for its sessions; a leak of one handle a round is more. */
    private static final int SLACK = 40;

    private static final String SMALL = "-Xmx96m";
    private static final Duration EACH = Duration.ofMinutes(3);
    private static final Pattern ROUND = Pattern.compile("(?m)^\\S+ (messages|files): (\\w+) in");
    private static final int TICKS = 100;

    @TempDir
    Path reports;

    private record Figures(long rounds, long handles, long threads, long residentKib, double cpuSeconds) {

        static Figures of(long rounds, long pid) throws IOException {
            Path process = Path.of("/proc", String.valueOf(pid));
            String[] stat = Files.readString(process.resolve("stat"))
                    .replaceFirst(".*\\) ", "")
                    .split(" ", -1);
            String resident =
                    Files.readString(process.resolve("status")).replaceFirst("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1");
            return new Figures(
                    rounds,
                    count(process.resolve("fd")),
                    count(process.resolve("task")),
                    Long.parseLong(resident),
                    (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / (double) TICKS);
        }

        private static long count(Path directory) throws IOException {
            try (Stream<Path> entries = Files.list(directory)) {
                return entries.count();
            }
        }
    }

    @Test
    void handlesThreadsAndMemoryStayAtTheirLevel() throws Exception {
        List<Figures> figures = new ArrayList<>();
        Process canary = CanaryProcess.start(
                reports, Rehearsed.reportingTo(reports).deployment().settings(), SMALL);
        try {
            for (int rounds = WARM; rounds <= ROUNDS; rounds += WARM) {
                awaitRounds(rounds, canary);
                figures.add(Figures.of(rounds, canary.pid()));
            }
        } finally {
            canary.destroyForcibly().waitFor();
        }
        Files.writeString(
                Path.of("target", "canary-level.txt"),
                String.join("\n", figures.stream().map(Figures::toString).toList()) + "\n");

        Figures first = figures.get(0);
        assertThat(figures)
                .as("%s", figures)
                .allMatch(now -> now.handles() <= first.handles() + SLACK && now.threads() <= first.threads() + SLACK);
        assertThat(CanaryProcess.said(reports)).doesNotContain("CHANGE to", "OutOfMemory");
    }

    @Test
    void isStoppedInTheMiddleOfARoundWithoutAFaultOfItsOwn() throws Exception {
        Process canary = CanaryProcess.start(
                reports, Rehearsed.reportingTo(reports).deployment().settings(), SMALL);
        try {
            awaitRounds(2, canary);

            canary.destroy();

            assertThat(canary.waitFor()).isNotZero();
        } finally {
            canary.destroyForcibly();
        }
        assertThat(CanaryProcess.said(reports)).doesNotContain("fault", "CHANGE to");
    }

    private void awaitRounds(int wanted, Process canary) {
        Eventually.within(Deadline.in(EACH.multipliedBy(WARM)), "the canary")
                .lookingEvery(Duration.ofSeconds(1))
                .sees(
                        () -> ROUND.matcher(CanaryProcess.said(reports))
                                .results()
                                .count(),
                        Expectation.of(
                                "has made " + wanted + " rounds",
                                made -> made >= wanted
                                        ? Judgement.met(made + " rounds")
                                        : canary.isAlive()
                                                ? Judgement.notYet(made + " rounds")
                                                : Judgement.never("it ended after " + made + " rounds")));
    }
}
