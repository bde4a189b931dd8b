package openim.verify.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.host.LastLines;

/**
 * What OpenIM's servers said last of why they do not start: their own check of the components ({@code Mongo check failed: ...}), a
 * panic, a port that is taken.
 *
 * <p>What a later line takes back ({@code Mongo check succeeded}) is not among them.
 *
 * @param lines the last of each kind
 */
public record StartWords(List<String> lines) {

    private static final Pattern CHECK =
            Pattern.compile("\\b(Mongo|Redis|Kafka|MinIO|Minio|Etcd|Zookeeper|OpenIM) check (failed: .*|succeeded)");

    private static final Pattern ALL_WELL = Pattern.compile("All components checks passed");

    private static final Pattern FATAL = Pattern.compile(
            // The key itself may be somebody's telephone number.
            "(E11000 duplicate key.*?(?= dup key|$)|\\(Index(?:KeySpecs|Options)Conflict\\).*|failed to do connect handshake.*"
                    + "|(?:line \\d+: )?cannot unmarshal .*|cannot parse '.*"
                    + "|While parsing config: .*|yaml: (?:line|control|invalid).*|failed to read config file.*"
                    + "|open \\S+\\.ya?ml: (?:no such file|permission denied).*"
                    + "|panic: .*|listen tcp .*address already in use.*|no suitable local IP address.*"
                    + "|fatal error: .*|exec format error.*|too many open files.*|no space left on device.*)");

    /** What such a line says before it matters too. A pattern that began with anything would try each character of a long line. */
    private static final Pattern FATAL_WHOLE = Pattern.compile("error\\(s\\) decoding|expected type '");

    private static final int BEFORE_IT = 120;

    /** What the drivers say each time, so that the reason itself is past what is quoted. */
    private static final Pattern BOILERPLATE = Pattern.compile(
            "server selection error: server selection timeout, current topology: \\{ Type: \\w+, Servers: \\[\\{ "
                    + "|NewClient failed, config: =&\\{.*?\\}\\}: "
                    + "|When index names are not specified, they are auto generated and can cause conflicts\\. "
                    + "|Please refer to our documentation\\. ");

    private static final List<String> PLACES = List.of("", "_output/logs", "logs");

    private static final Pattern LOG = Pattern.compile(".*(\\.log|service-log).*|nohup\\.out");

    private static final Duration RECENT = Duration.ofHours(24);

    private static final int FILES = 6;

    private static final int LAST = 2_000;

    public StartWords {
        lines = List.copyOf(lines);
    }

    /** In the newest logs of a checkout: what {@code mage start} was sent to, and what the processes write. */
    public static StartWords under(Path directory, Instant now) {
        List<Path> logs = new ArrayList<>();
        PLACES.forEach(place -> logs.addAll(logsIn(directory.resolve(place))));
        List<Path> newest = logs.stream()
                .filter(log -> changed(log).isAfter(now.minus(RECENT)))
                .sorted(Comparator.comparing(StartWords::changed).reversed())
                .limit(FILES)
                .sorted(Comparator.comparing(StartWords::changed))
                .toList();
        StringBuilder text = new StringBuilder();
        for (Path log : newest) {
            try {
                text.append(LastLines.of(log, LAST)).append('\n');
            } catch (IOException unreadable) {
                // The others may tell.
            }
        }
        return in(text.toString());
    }

    /** In the text of a log. */
    public static StartWords in(String text) {
        Map<String, String> last = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            Matcher check = CHECK.matcher(line);
            Optional<String> fatal = fatal(line);
            if (check.find()) {
                last.remove(check.group(1));
                if (check.group(2).startsWith("failed")) {
                    last.put(check.group(1), quoted(check.group()));
                }
            } else if (ALL_WELL.matcher(line).find()) {
                last.clear();
            } else if (fatal.isPresent()) {
                last.remove("");
                last.put("", quoted(fatal.get()));
            }
        });
        return new StartWords(List.copyOf(last.values()));
    }

    private static Optional<String> fatal(String line) {
        Matcher whole = FATAL_WHOLE.matcher(line);
        if (whole.find()) {
            return Optional.of(line.substring(Math.max(0, whole.start() - BEFORE_IT)));
        }
        Matcher fatal = FATAL.matcher(line);
        return fatal.find() ? Optional.of(fatal.group()) : Optional.empty();
    }

    private static String quoted(String said) {
        return Excerpt.of(BOILERPLATE.matcher(said).replaceAll(""));
    }

    private static List<Path> logsIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            LOG.matcher(String.valueOf(file.getFileName())).matches())
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private static Instant changed(Path file) {
        return Instant.ofEpochMilli(file.toFile().lastModified());
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** All of them, for a sentence. */
    @Override
    public String toString() {
        return String.join("; ", lines);
    }
}
