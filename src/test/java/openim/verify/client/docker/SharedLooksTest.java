package openim.verify.client.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import openim.verify.await.Deadline;
import openim.verify.host.Command;
import openim.verify.host.CommandResult;
import openim.verify.host.FakeTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets whose answer. */
@Timeout(120)
class SharedLooksTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));
    private static final Deadline OVER = Deadline.in(Duration.ZERO);
    private static final List<String> ASKED = List.of("/", "ps");

    @TempDir
    Path directory;

    private final SharedLooks looks = new SharedLooks(Duration.ofMinutes(10));

    /** A docker that notes each time it is run. */
    private Docker counting() throws IOException {
        return new Docker(
                FakeTool.in(directory, "docker", "echo \"$1 $2\" >> " + directory.resolve("runs") + "; echo '[]'"),
                looks);
    }

    private long runs() throws IOException {
        return Files.readAllLines(directory.resolve("runs")).size();
    }

    @Test
    void severalWhoAskWithinAMomentCostOneProcess() throws IOException {
        Docker docker = counting();

        docker.composeContainers(directory, LONG);
        docker.composeContainers(directory, LONG);

        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void whoAsksAfreshIsNeverGivenWhatAnotherSaw() throws IOException {
        Docker docker = counting();

        docker.composeContainers(directory, LONG);
        docker.afresh().composeContainers(directory, LONG);
        docker.afresh().composeContainers(directory, LONG);

        assertThat(runs()).isEqualTo(3);
    }

    @Test
    void anotherQuestionIsAnotherProcess() throws IOException {
        Docker docker = counting();

        docker.inside("mongo", Map.of(), List.of("cat", "one"), LONG);
        docker.inside("mongo", Map.of(), List.of("cat", "two"), LONG);
        docker.inside("mongo", Map.of("SECRET", "1"), List.of("cat", "two"), LONG);
        docker.inside("mongo", Map.of("SECRET", "2"), List.of("cat", "two"), LONG);

        assertThat(runs()).as("and what is asked with a secret is not shared").isEqualTo(4);
    }

    @Test
    void whoeverCannotWaitThatLongLooksForHimself() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CommandResult slow = answer("slow");
        CompletableFuture<CommandResult> first = looking(end, slow);

        CommandResult mine = answer("mine");
        assertThat(looks.result(ASKED, OVER, by -> mine)).isSameAs(mine);

        end.countDown();
        assertThat(first.join()).isSameAs(slow);
    }

    @Test
    void whoAsksWhileAnotherWaitsIsGivenThatAnswerToo() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CommandResult only = answer("only");
        CompletableFuture<CommandResult> first = looking(end, only);
        CompletableFuture<CommandResult> second = CompletableFuture.supplyAsync(() -> looks.result(ASKED, LONG, by -> {
            throw new AssertionError("it is looked twice");
        }));

        end.countDown();

        assertThat(List.of(first.join(), second.join())).containsOnly(only);
    }

    @Test
    void whatIsNoLongerTrueIsLookedAtAnew() throws IOException {
        SharedLooks stale = new SharedLooks(Duration.ZERO);

        stale.result(ASKED, LONG, noted(new ArrayList<>(), answer("before")));

        CommandResult now = answer("now");
        assertThat(stale.result(ASKED, LONG, by -> now)).isSameAs(now);
    }

    @Test
    void aFailureAndAnAnswerThatCameTooLateAreNobodyElses() throws IOException {
        List<String> made = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> looks.result(ASKED, LONG, by -> {
                    throw new IllegalStateException("no process");
                }));
        CommandResult late = Command.in(directory, FakeTool.in(directory, "late", "exec sleep 60"))
                .run(Deadline.in(Duration.ofMillis(50)));

        assertThat(looks.result(ASKED, LONG, noted(made, late))).isSameAs(late);
        CommandResult good = answer("good");
        assertThat(looks.result(ASKED, LONG, noted(made, good))).isSameAs(good);
        assertThat(made).hasSize(2);
    }

    /** A look that has begun, and is not over before the end is told. */
    private CompletableFuture<CommandResult> looking(CountDownLatch end, CommandResult result)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<CommandResult> look = CompletableFuture.supplyAsync(() -> looks.result(ASKED, LONG, by -> {
            begun.countDown();
            awaited(end);
            return result;
        }));
        begun.await();
        return look;
    }

    private static Function<Deadline, CommandResult> noted(List<String> made, CommandResult result) {
        return by -> {
            made.add("one");
            return result;
        };
    }

    private CommandResult answer(String words) throws IOException {
        return Command.in(directory, FakeTool.saying(directory, words, words, 0))
                .run(LONG);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
