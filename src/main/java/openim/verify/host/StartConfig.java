package openim.verify.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Which processes a checkout starts, and how many of each: its {@code start-config.yml}.
 *
 * @param expected how many, by name of the executable
 */
public record StartConfig(Map<String, Integer> expected) {

    public static final String NAME = "start-config.yml";

    public StartConfig {
        expected = Map.copyOf(expected);
    }

    /**
     * Reads that of a checkout.
     *
     * @throws NotLookedAt if there is none, so that this is no checkout
     * @throws CannotLook if it cannot be read, or names no process
     */
    static StartConfig of(Path directory) {
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new NotLookedAt(
                    directory + " has no " + NAME + ", so it is no checkout of OpenIMServer or ChatServer");
        }
        try {
            return read(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new CannotLook(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads one.
     *
     * @param where it was found, for sentences
     * @throws CannotLook if it cannot be read, or names no process
     */
    public static StartConfig read(String text, String where) {
        Map<String, Integer> expected = new TreeMap<>();
        try {
            JsonNode binaries = new YAMLMapper().readTree(text).path("serviceBinaries");
            binaries.properties()
                    .forEach(entry ->
                            expected.put(entry.getKey(), entry.getValue().asInt()));
        } catch (IOException e) {
            throw new CannotLook(where + " cannot be read: " + e.getMessage(), e);
        }
        if (expected.isEmpty()) {
            throw new CannotLook(where + " names no serviceBinaries");
        }
        return new StartConfig(expected);
    }
}
