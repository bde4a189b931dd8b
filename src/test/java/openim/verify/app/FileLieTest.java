package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment that answers everything about files and keeps no promise: each lie turns exactly its checks red. */
class FileLieTest {

    /** All about files, but what needs an earlier run. */
    private static final String[] CHECKS = Suites.FULL.checks().stream()
            .map(CheckId::value)
            .filter(id -> id.startsWith("file.") && !id.equals("file.kept"))
            .toArray(String[]::new);

    /** Of them those that are done in a moment, for lies that the others have nothing to do with. */
    private static final String[] SMALL = Stream.of(CHECKS)
            .filter(id -> !Set.of("file.several-parts", "file.stored", "file.unfinished")
                    .contains(id))
            .toArray(String[]::new);

    private static final Set<String> SMALL_DOWNLOADS =
            Set.of("file.round-trip", "file.access-url", "file.names", "file.known-hash");

    private static final Set<String> DOWNLOADS =
            Set.of("file.round-trip", "file.access-url", "file.several-parts", "file.names", "file.known-hash");

    @TempDir
    Path reports;

    private final RehearsalDeployment deployment = Rehearsed.shared();

    @AfterEach
    void tellTheTruthAgain() {
        deployment.lies().recantAll();
    }

    @Test
    void allIsGreenWhileNobodyLies() {
        var full = Rehearsed.reportingTo(reports).full(CHECKS);

        assertThat(full.green()).as(full.output()).containsExactlyInAnyOrder(CHECKS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void turnsExactlyItsChecksRed(Lie lie, String[] checks, String firstCause, Set<String> red) {
        deployment.lies().tell(lie);

        var full = Rehearsed.reportingTo(reports).full(checks);

        assertThat(full.red()).as(full.output()).containsExactlyInAnyOrderElementsOf(red);
        assertThat(full.run().firstCause().orElseThrow().check().value()).isEqualTo(firstCause);
        assertThat(full.run().exitStatus()).isEqualTo(1);
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie(Lie.RETURNS_ANOTHER_FILE, CHECKS, "file.round-trip", DOWNLOADS),
                lie(Lie.CHANGES_ONE_BYTE_OF_FILES, SMALL, "file.round-trip", SMALL_DOWNLOADS),
                lie(Lie.CUTS_DOWNLOADS_SHORT, CHECKS, "file.round-trip", DOWNLOADS),
                lie(Lie.RETURNS_HALF_A_FILE, SMALL, "file.round-trip", SMALL_DOWNLOADS),
                lie(Lie.RETURNS_A_PAGE, SMALL, "file.round-trip", SMALL_DOWNLOADS),
                lie(Lie.DISCARDS_UPLOADS, CHECKS, "file.round-trip", with(DOWNLOADS, "file.stored")),
                lie(Lie.LEAVES_UPLOADS_BEHIND, CHECKS, "file.unfinished", Set.of("file.unfinished")),
                lie(Lie.ACCEPTS_WRONG_HASHES, SMALL, "file.wrong-hash", Set.of("file.wrong-hash")),
                lie(Lie.KNOWS_NO_HASH, SMALL, "file.known-hash", Set.of("file.known-hash")),
                lie(Lie.LOSES_HARD_NAMES, SMALL, "file.names", Set.of("file.names")),
                lie(Lie.BREAKS_ACCESS_URLS, SMALL, "file.access-url", Set.of("file.access-url")),
                lie(Lie.PROXY_LIMITS_SIZE, CHECKS, "file.several-parts", Set.of("file.several-parts")));
    }

    private static Arguments lie(Lie lie, String[] checks, String firstCause, Set<String> red) {
        return Arguments.of(lie, checks, firstCause, red);
    }

    private static Set<String> with(Set<String> some, String more) {
        Set<String> all = new TreeSet<>(some);
        all.add(more);
        return all;
    }
}
