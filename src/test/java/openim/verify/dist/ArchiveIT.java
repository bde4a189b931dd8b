package openim.verify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.config.setting.SettingKey;
import openim.verify.rehearsal.RehearsalDeployment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked somewhere and run without any Java but its own. */
@Tag("dist")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ArchiveIT {

    /** What every glibc distribution brings; that of Debian 12 in particular, whose own JDK leaves its compiler's and zlib outside. */
    private static final Set<String> FROM_OUTSIDE = Set.of(
            "libc.so.6",
            "libm.so.6",
            "libdl.so.2",
            "librt.so.1",
            "libpthread.so.0",
            "libz.so.1",
            "libstdc++.so.6",
            "libgcc_s.so.1");

    /** A part of the classes may be loaded in another way than when the list was written; most must come out of memory. */
    private static final double OUT_OF_MEMORY = 0.8;

    private static final Map<String, String> PATIENCE = Map.of(
            "OPENIM_DEADLINE_CALL", "20s",
            "OPENIM_DEADLINE_PUSH", "20s",
            "OPENIM_DEADLINE_STORED", "30s",
            "OPENIM_DEADLINE_TRANSFER", "30s",
            "OPENIM_DEADLINE_TOOL", "60s",
            "OPENIM_DEADLINE_RUN", "200s");

    @TempDir
    static Path elsewhere;

    private static Path archive;
    private static Path root;

    private record Ended(int status, String output) {

        String lastLine() {
            String[] lines = output.strip().split("\n");
            return lines[lines.length - 1];
        }
    }

    @BeforeAll
    static void unpack() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            archive = files.filter(file ->
                            file.getFileName().toString().matches("openim-verify-.*-linux-(x64|aarch64)\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
        Path place = Files.createDirectory(elsewhere.resolve("a place"));
        assertThat(run(place, Map.of(), "tar", "xf", archive.toString()).status())
                .isZero();
        root = place.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
    }

    /** Else the links are spoken of. */
    @AfterAll
    static void removeLinks() throws IOException {
        try (Stream<Path> files = Files.walk(elsewhere)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    /** With an environment that knows no Java: no JAVA_HOME, and on the path what a small machine has. */
    private static Ended run(Path directory, Map<String, String> environment, String... command) throws Exception {
        Path output = Files.createTempFile("archive", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().put("PATH", path().toString());
            builder.environment().put("LC_ALL", "C");
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** The tools that the launcher and these tests call, and nothing else: no java is found here. */
    private static Path path() throws IOException {
        Path path = elsewhere.resolve("path");
        if (!Files.exists(path)) {
            Files.createDirectory(path);
            for (String tool :
                    List.of("sh", "dirname", "readlink", "tar", "gzip", "ldd", "bash", "sha256sum", "objdump", "ps")) {
                for (String from : List.of("/usr/bin", "/bin")) {
                    Path there = Path.of(from, tool);
                    Path here = path.resolve(tool);
                    if (Files.exists(there) && !Files.exists(here)) {
                        Files.createSymbolicLink(here, there);
                    }
                }
            }
        }
        return path;
    }

    private static Ended openimVerify(Map<String, String> environment, String... arguments) throws Exception {
        Path directory = Files.createTempDirectory(elsewhere, "run");
        List<String> command =
                new ArrayList<>(List.of(root.resolve("openim-verify").toString()));
        command.addAll(List.of(arguments));
        return run(directory, environment, command.toArray(String[]::new));
    }

    @Test
    void theChecksumIsThatOfTheArchive() throws Exception {
        assertThat(run(archive.getParent(), Map.of(), "sha256sum", "--check", archive.getFileName() + ".sha256"))
                .satisfies(
                        ended -> assertThat(ended.status()).as(ended.output()).isZero());
    }

    @Test
    void itStartsThroughALinkAndSaysItsVersion() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), root.resolve("openim-verify"));

        Ended ended = run(elsewhere, Map.of(), link.toString(), "--version");

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output().strip()).matches("openim-verify \\d.*");
    }

    /** Against a deployment that it takes for a live one, and with the classes that were laid by for it. */
    @Test
    void itsSmokeProvesALiveDeploymentWithTheClassesFromMemory() throws Exception {
        try (RehearsalDeployment deployment = RehearsalDeployment.start()) {
            Map<String, String> environment = new TreeMap<>(PATIENCE);
            deployment
                    .settings()
                    .forEach((key, value) ->
                            environment.put(SettingKey.named(key).orElseThrow().environmentName(), value));
            environment.putAll(PATIENCE);
            Path loaded = elsewhere.resolve("loaded.txt");
            environment.put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded);

            Ended ended = openimVerify(environment, "smoke");

            assertThat(ended.status()).as(ended.output()).isZero();
            assertThat(ended.lastLine()).startsWith("healthy");
            assertThat(ended.output()).doesNotContain("REHEARSAL").doesNotContain("WARNING");
            try (Stream<String> lines = Files.lines(loaded)) {
                Map<Boolean, Long> fromMemory = lines.filter(line -> line.contains(" source: "))
                        .filter(line -> !line.contains("Lambda") && !line.contains("0x"))
                        .collect(Collectors.partitioningBy(
                                line -> line.contains("shared objects file"), Collectors.counting()));
                assertThat(fromMemory.get(true) / (double) (fromMemory.get(true) + fromMemory.get(false)))
                        .as("share of the classes from memory; write src/main/dist/classes anew: its first lines"
                                + " say how")
                        .isGreaterThan(OUT_OF_MEMORY);
            }
        }
    }

    @Test
    void itNeedsNothingFromOutsideButTheSystemsLibraries() throws Exception {
        Set<String> needed = new TreeSet<>();
        for (Path binary : binaries()) {
            Ended ended = run(elsewhere, Map.of(), "objdump", "-p", binary.toString());
            Pattern.compile("NEEDED\\s+(\\S+)")
                    .matcher(ended.output())
                    .results()
                    .forEach(found -> needed.add(found.group(1)));
        }
        Set<String> own =
                binaries().stream().map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        needed.removeAll(own);
        needed.removeIf(library -> library.startsWith("ld-linux"));

        assertThat(FROM_OUTSIDE).containsAll(needed);
    }

    @Test
    void everyLibraryIsFoundHere() throws Exception {
        for (Path binary : binaries()) {
            Ended ended = run(
                    elsewhere,
                    Map.of("LD_LIBRARY_PATH", root.resolve("runtime/lib/server").toString()),
                    "bash",
                    "/usr/bin/ldd",
                    binary.toString());
            assertThat(ended.output()).as(binary.toString()).doesNotContain("not found");
        }
    }

    @Test
    void itSaysWhatIsInsideAndOnWhichTerms() throws Exception {
        assertThat(root.resolve("licences/THIRD-PARTY.txt")).content().contains("org.apache.kafka:kafka-clients");
        assertThat(root.resolve("licences/kafka-clients")).isDirectoryRecursivelyContaining("glob:**LICENSE*");
        assertThat(root.resolve("runtime/legal/java.base")).isDirectory();

        JsonNode bom = new ObjectMapper()
                .readTree(root.resolve("openim-verify.cdx.json").toFile());
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        List<String> parts = new ArrayList<>();
        bom.path("components").forEach(part -> parts.add(part.path("name").asText()));
        assertThat(parts)
                .contains("kafka-clients", "mongodb-driver-sync", "java-runtime")
                .doesNotContain("kafka_2.13", "s3proxy", "javalin", "bcprov-jdk18on", "junit-platform-testkit");
    }

    @Test
    void whatIsLaidBesideOpenImDockerIsInIt() {
        assertThat(root.resolve("docker"))
                .isDirectoryContaining("glob:**/compose.verify.yaml")
                .isDirectoryContaining("glob:**/Dockerfile");
        assertThat(root.resolve("kubernetes")).isDirectoryContaining("glob:**/role.yaml");
        assertThat(root.resolve("systemd")).isDirectoryContaining("glob:**/openim-verify-canary.service");
    }

    private static List<Path> binaries() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("runtime"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".so") || file.getParent().endsWith("bin"))
                    .toList();
        }
    }
}
