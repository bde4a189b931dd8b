package openim.verify.recovery.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.disk.Private;

/** Collects the incident bundle: a directory of text files. */
public final class Incident {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'incident-'yyyyMMdd-HHmmss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Duration EACH = Duration.ofSeconds(10);

    private final Path parent;
    private final List<Source> sources;
    private final UnaryOperator<String> redact;
    private final Predicate<String> holdsSecret;
    private final Clock clock;

    /**
     * @param parent the directory in which it is made
     * @param redact takes secrets out of a text
     * @param holdsSecret whether a text still holds one
     */
    public Incident(
            Path parent,
            List<Source> sources,
            UnaryOperator<String> redact,
            Predicate<String> holdsSecret,
            Clock clock) {
        this.parent = parent;
        this.sources = List.copyOf(sources);
        this.redact = redact;
        this.holdsSecret = holdsSecret;
        this.clock = clock;
    }

    /**
     * Collects it now.
     *
     * @param why a person is needed
     * @return where it is
     * @throws UncheckedIOException if it cannot be written
     */
    public Path collected(String why) {
        Path directory = parent.resolve(NAME.format(clock.instant()));
        try {
            Private.directories(directory);
            write(directory, "why.txt", why + "\n");
            for (Source source : sources) {
                write(directory, source.name(), text(source));
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("the incident bundle cannot be written to " + directory, e);
        }
    }

    /** Bounded: a daemon that hangs is what bundles are made of. */
    private static String text(Source source) {
        try {
            return Bounded.call(Deadline.in(EACH), "bundle-" + source.name(), source.text());
        } catch (TimeoutException late) {
            return "could not be had within " + EACH.toSeconds() + " s\n";
        } catch (Exception failed) {
            return "could not be had: " + failed.getMessage() + "\n";
        }
    }

    private void write(Path directory, String name, String text) throws IOException {
        String clean = redact.apply(text);
        Private.write(
                directory.resolve(name),
                holdsSecret.test(clean) ? "withheld: a secret was left in it after redaction\n" : clean);
    }
}
