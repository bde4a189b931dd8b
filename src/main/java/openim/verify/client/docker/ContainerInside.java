package openim.verify.client.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.verdict.CannotLook;

/**
 * What the processes of a container find when they start; and the reading of that, and of files that are copied out of containers.
 *
 * @param name of the container
 * @param workingDirectory empty if that is its root
 * @param environment of which some are secrets
 */
public record ContainerInside(String name, String workingDirectory, Map<String, String> environment) {

    private static final JsonMapper JSON = new JsonMapper();

    private static final int TAR_HEADER = 512;

    private static final int TAR_LENGTH = 124;

    private static final Pattern OCTAL = Pattern.compile("[0-7]{1,11}");

    public ContainerInside {
        environment = Map.copyOf(environment);
    }

    /** Without the values of its variables. */
    @Override
    public String toString() {
        return name + " in " + workingDirectory + " with " + environment.keySet();
    }

    /** What {@code docker inspect} prints, as far as it is about that. */
    static List<ContainerInside> read(String out) throws IOException {
        List<ContainerInside> insides = new ArrayList<>();
        for (JsonNode container : JSON.readTree(out)) {
            JsonNode config = container.path("Config");
            Map<String, String> variables = new TreeMap<>();
            config.path("Env").forEach(each -> {
                int equals = each.asText().indexOf('=');
                if (equals > 0) {
                    variables.put(
                            each.asText().substring(0, equals), each.asText().substring(equals + 1));
                }
            });
            insides.add(new ContainerInside(
                    ContainerFacts.name(container), config.path("WorkingDir").asText(), variables));
        }
        return insides;
    }

    /** The one file in what {@code docker cp} writes: an archive, in which a header of 512 bytes tells its length in octal. */
    static String onlyFile(String archive) throws IOException {
        Matcher length = archive.length() < TAR_HEADER
                ? OCTAL.matcher("")
                : OCTAL.matcher(archive.substring(TAR_LENGTH, TAR_LENGTH + 11));
        if (!length.matches()) {
            throw new IOException("no archive of one file");
        }
        int end = TAR_HEADER + Integer.parseInt(length.group(), 8);
        return archive.substring(TAR_HEADER, Math.min(end, archive.length()));
    }

    /** A directory for what is copied out of a container, to be looked at and be gone: there may be secrets in it. */
    static final class CopiedOut {

        /** No file of OpenIM's configuration comes near it. */
        private static final long MOST = 1 << 20;

        private CopiedOut() {}

        /** Makes it, that nobody else may look into, and removes it when the work is done. */
        static <T> T into(Function<Path, T> work) {
            try {
                Path directory = Files.createTempDirectory("openim-verify-");
                try {
                    return work.apply(directory);
                } finally {
                    remove(directory);
                }
            } catch (IOException e) {
                throw new CannotLook("nothing can be copied out of containers here: " + e.getMessage(), e);
            }
        }

        /** The texts of the files in it, by name. A link leads to somewhere on this machine, and is passed over. */
        static Map<String, String> texts(Path directory, String ending) {
            Map<String, String> texts = new TreeMap<>();
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(ending)
                            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && Files.size(file) < MOST) {
                        texts.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                    }
                }
                return texts;
            } catch (IOException e) {
                throw new CannotLook("what was copied out of a container cannot be read: " + e.getMessage(), e);
            }
        }

        private static void remove(Path directory) throws IOException {
            try (Stream<Path> all = Files.walk(directory)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path each : deepestFirst) {
                    Files.delete(each);
                }
            }
        }
    }
}
