package openim.verify.rehearsal.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import openim.verify.AnotherJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LoopbackPortTest {

    /** More than a block; so many, drawn by chance, would meet. */
    private static final int MANY = 250;

    @Test
    void noneIsGivenToTwoProcesses() throws IOException {
        List<Process> others = new ArrayList<>();
        List<Integer> given = new ArrayList<>(many().toList());
        try {
            for (int each = 0; each < 3; each++) {
                others.add(another());
            }
            for (Process other : others) {
                BufferedReader said = other.inputReader();
                for (int each = 0; each < MANY; each++) {
                    given.add(Integer.valueOf(said.readLine()));
                }
            }
        } finally {
            others.forEach(Process::destroyForcibly);
        }
        assertThat(given).doesNotHaveDuplicates();
    }

    private static Stream<Integer> many() {
        return Stream.generate(LoopbackPort::free).limit(MANY);
    }

    private static Process another() throws IOException {
        return AnotherJvm.running(Another.class)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Takes as many, and stays until it is killed. */
    static final class Another {

        public static void main(String[] none) throws InterruptedException {
            many().forEach(System.out::println);
            new CountDownLatch(1).await();
        }
    }
}
