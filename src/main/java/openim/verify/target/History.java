package openim.verify.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.disk.Private;
import openim.verify.lock.LockedFile;
import openim.verify.target.Remembered.KeptFile;
import openim.verify.verdict.CannotLook;

/**
 * The memory of deployments, one file for each in {@code reports/deployments/}. It holds no secret. Safe for all threads, and for
 * several processes.
 *
 * <p>A file that cannot be read is never taken for a first run: what it would have accused is unknown. One that cannot be written
 * stops nobody from looking: {@link #troubles} says what is not remembered.
 */
public final class History {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofMillis(20);

    private final Path directory;
    private final Set<String> troubles = Collections.synchronizedSet(new LinkedHashSet<>());

    /** A memory below this directory of reports. */
    public History(Path reports) {
        directory = reports.resolve("deployments");
    }

    /**
     * What is known of a deployment.
     *
     * @throws CannotLook if something is, and cannot be read
     */
    public Remembered of(URI api, boolean rehearsal) {
        Path file = file(api);
        return Files.exists(file) ? read(file) : Remembered.nothing(api.toString(), rehearsal);
    }

    private static Remembered read(Path file) {
        try {
            return read(JSON.readTree(file.toFile()));
        } catch (IOException | RuntimeException unreadable) {
            throw new CannotLook(
                    "what earlier runs knew of this deployment cannot be read from " + file
                            + "; restore the file, or delete it to begin anew",
                    unreadable);
        }
    }

    /** Adds it to what is known, whole or not at all: what other runs wrote down meanwhile stays. */
    public void keep(Remembered known) {
        Path file = file(URI.create(known.api()));
        try (LockedFile alone = locked(file)) {
            write(Files.exists(file) ? known.joined(read(file)) : known, file);
        } catch (IOException | CannotLook failed) {
            troubles.add("what must still be there the next time is not remembered: " + failed.getMessage());
        }
    }

    private static LockedFile locked(Path file) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        Deadline patience = Deadline.in(PATIENCE);
        while (true) {
            Optional<LockedFile> ours = LockedFile.attempt(lock);
            if (ours.isPresent()) {
                return ours.get();
            }
            if (patience.isOver()) {
                throw new CannotLook("another run has held " + lock + " for " + PATIENCE.toSeconds() + " s");
            }
            Pause.until(Deadline.in(AGAIN));
        }
    }

    private static void write(Remembered known, Path file) throws IOException {
        Private.replace(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written(known)));
    }

    /** What could not be remembered, in sentences. */
    public List<String> troubles() {
        synchronized (troubles) {
            return List.copyOf(troubles);
        }
    }

    /** Forgets a deployment that is no more. */
    public void forget(URI api) {
        try {
            Files.deleteIfExists(file(api));
        } catch (IOException failed) {
            troubles.add("what is remembered of a deployment that is no more stays: " + failed.getMessage());
        }
    }

    /** The live deployments that were ever verified from here. One whose file cannot be read counts as live. */
    public List<String> liveDeployments() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json") && !isRehearsal(file))
                    .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of(directory + " (which cannot be read)");
        }
    }

    private static boolean isRehearsal(Path file) {
        try {
            return JSON.readTree(file.toFile()).path("rehearsal").asBoolean(false);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Path file(URI api) {
        return directory.resolve(nameOf(api) + ".json");
    }

    /** A name for a deployment that can be part of a file name. */
    public static String nameOf(URI api) {
        return (api.getHost() + "_" + api.getPort() + api.getRawPath()).replaceAll("[^A-Za-z0-9.-]+", "_");
    }

    private static ObjectNode written(Remembered known) {
        ObjectNode node = JSON.createObjectNode();
        node.put("schema", 1).put("api", known.api()).put("rehearsal", known.rehearsal());
        node.put("lastRun", known.lastRun());
        known.lastGood().ifPresent(at -> node.put("lastGood", at.toString()));
        known.accounts().forEach(node.putArray("accounts")::add);
        known.befriended().forEach(node.putArray("befriended")::add);
        ObjectNode seqs = node.putObject("highestSeqs");
        known.highestSeqs().forEach((conversation, seq) -> seqs.put(conversation, seq.longValue()));
        ObjectNode kept = node.putObject("kept");
        known.kept().forEach(kept::put);
        ArrayNode files = node.putArray("keptFiles");
        known.keptFiles()
                .forEach(file -> files.addObject()
                        .put("name", file.name())
                        .put("size", file.size())
                        .put("sha256", file.sha256())
                        .put("since", file.since().toString()));
        return node;
    }

    private static Remembered read(JsonNode node) {
        if (node.path("schema").asInt() != 1) {
            throw new IllegalArgumentException("not of a form that this version knows");
        }
        Map<String, Long> seqs = new TreeMap<>();
        node.path("highestSeqs")
                .properties()
                .forEach(e -> seqs.put(e.getKey(), e.getValue().asLong()));
        Map<String, String> kept = new TreeMap<>();
        node.path("kept")
                .properties()
                .forEach(e -> kept.put(e.getKey(), e.getValue().asText()));
        return new Remembered(
                node.path("api").asText(),
                node.path("rehearsal").asBoolean(),
                node.path("lastRun").asText(),
                node.has("lastGood")
                        ? Optional.of(Instant.parse(node.path("lastGood").asText()))
                        : Optional.empty(),
                new TreeSet<>(names(node.path("accounts"))),
                new TreeSet<>(names(node.path("befriended"))),
                new TreeMap<>(seqs),
                files(node),
                new TreeMap<>(kept));
    }

    /** The first versions kept one file, and none of its age: it was there at the last good run. */
    private static List<KeptFile> files(JsonNode node) {
        JsonNode files =
                node.has("keptFile") ? JSON.createArrayNode().add(node.path("keptFile")) : node.path("keptFiles");
        String lastGood = node.path("lastGood").asText(Instant.EPOCH.toString());
        return StreamSupport.stream(files.spliterator(), false)
                .map(file -> new KeptFile(
                        file.path("name").asText(),
                        file.path("size").asLong(),
                        file.path("sha256").asText(),
                        Instant.parse(file.path("since").asText(lastGood))))
                .toList();
    }

    private static Set<String> names(JsonNode array) {
        TreeSet<String> names = new TreeSet<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }
}
