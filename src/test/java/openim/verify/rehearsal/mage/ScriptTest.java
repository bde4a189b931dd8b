package openim.verify.rehearsal.mage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tool is the same to whoever calls it, whether bash asks for it or Java. */
class ScriptTest {

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    private Path directory;

    private final Started part = new Started();
    private final AtomicReference<List<String>> asked = new AtomicReference<>(List.of());
    private MageServer server = MageServer.start(List.of(), List.of(), new Lies());

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Optional<Path>> shells() {
        return Stream.of(Optional.of(BASH), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void handsOnWhatWasTypedAndWhere(Optional<Path> bash) throws Exception {
        server.serve("tool", (where, arguments, out) -> {
            asked.set(Stream.concat(Stream.of(where.toString()), arguments.stream())
                    .toList());
            return 0;
        });
        List<String> typed = List.of("inspect", "", "two words", "{{json .}}", "a\nb", "$HOME \\ 'ü'", "*");

        assertThat(run(bash, "tool", typed).status()).isZero();

        assertThat(asked.get().get(0)).isEqualTo(directory.toRealPath().toString());
        assertThat(asked.get().subList(1, asked.get().size())).isEqualTo(typed);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void printsEachLineAsItIsAndEndsWithTheStatus(Optional<Path> bash) throws Exception {
        server.serve("tool", (where, arguments, out) -> {
            out.accept("  {\"a\": \"\\n %s\", \"b\": '`$x`'}");
            out.accept("");
            out.accept("one\ntwo ü");
            return 42;
        });

        ToolRun ended = run(bash, "tool", List.of());

        assertThat(ended.words()).isEqualTo("  {\"a\": \"\\n %s\", \"b\": '`$x`'}\n\none\ntwo ü\n");
        assertThat(ended.status()).isEqualTo(42);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void startsWhatItIsToldToStart(Optional<Path> bash) throws Exception {
        Files.writeString(directory.resolve("start-config.yml"), """
                serviceBinaries:
                  openim-api: 1
                toolBinaries: []
                """);
        server.close();
        MageCheckout checkout = new MageCheckout(directory, List.of(part), Map.of(), List.of());
        server = MageServer.start(List.of(checkout), List.of(), new Lies());

        ToolRun ended = run(bash, MageServer.MAGE, List.of("start"));

        assertThat(ended.status()).as(ended.words()).isZero();
        assertThat(part.file()).hasContent("it is here");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void saysThatTheRehearsalIsOver(Optional<Path> bash) throws Exception {
        server.close();

        ToolRun ended = run(bash, "tool", List.of());

        assertThat(ended.words()).isEqualTo("the rehearsal is over\n");
        assertThat(ended.status()).isEqualTo(1);
    }

    private ToolRun run(Optional<Path> bash, String tool, List<String> arguments) throws Exception {
        assumeThat(bash)
                .satisfies(shell ->
                        assertThat(shell.map(Files::isExecutable).orElse(true)).isTrue());
        return ToolRun.of(directory, Script.write(directory, tool, server, bash), arguments);
    }

    /** A process that writes a file, and runs as long as that is there. */
    private final class Started implements RehearsalPart {

        Path file() {
            return directory.resolve("it is there");
        }

        @Override
        public String name() {
            return "openim-api";
        }

        @Override
        public Optional<List<String>> commandLine() {
            return Optional.of(List.of("/bin/sh", "-c", "printf 'it is here' > \"$1\"", "sh", file().toString()));
        }

        @Override
        public State state() {
            return Files.exists(file()) ? State.RUNNING : State.DEAD;
        }

        @Override
        public void start() {
            throw new AssertionError("mage starts it");
        }

        @Override
        public void kill() {}

        @Override
        public void hang() {}

        @Override
        public void resume() {}
    }
}
