package openim.verify.recovery.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.disk.Private;

/** The proofs on record that a URL leads to what runs out of a directory, for the day on which the fault itself hides it. */
public final class Proofs {

    /** What listens, and out of which directory, changes with every release: an older proof is of another time. */
    static final Duration HOLDS_FOR = Duration.ofDays(30);

    private final Path file;
    private final Clock clock;

    /** In that file, a line for each URL and directory. */
    public Proofs(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** When it was proven last, unless that is so long ago that it proves nothing any more. */
    public Optional<Instant> last(URI url, Path directory) {
        return Optional.ofNullable(read().get(key(url, directory)))
                .filter(at -> at.plus(HOLDS_FOR).isAfter(clock.instant()));
    }

    /** Puts on record that it is proven now. */
    public void keep(URI url, Path directory) {
        Map<String, Instant> all = read();
        all.put(key(url, directory), clock.instant());
        List<String> lines = all.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .toList();
        try {
            Private.replace(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put a proof on record in " + file, e);
        }
    }

    private static String key(URI url, Path directory) {
        return url.getHost() + ":" + url.getPort() + " " + directory;
    }

    private Map<String, Instant> read() {
        Map<String, Instant> all = new LinkedHashMap<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    int space = line.indexOf(' ');
                    if (space > 0) {
                        all.put(line.substring(space + 1), Instant.parse(line.substring(0, space)));
                    }
                }
            }
            return all;
        } catch (IOException | DateTimeException unreadable) {
            // A proof that cannot be read is none.
            return new LinkedHashMap<>();
        }
    }
}
