package openim.verify.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code mage check} prints.
 *
 * <p>It has two voices. If all is as it should be it lists every process by its command line, and says nothing of counts; if
 * anything is not, it lists only that, with counts, and says nothing of the rest. start-config.yml completes both.
 */
public final class MageOutput {

    private static final Pattern WRONG = Pattern.compile(
            "binary (\\S+) is not running as expected: .* expected (\\d+) processes?, but (\\d+) running");

    private static final Pattern LISTED =
            Pattern.compile("Cmdline: (.+?)(?: -i \\d+ -c .*)?, PID: \\d+ is (?:not )?listening");

    private MageOutput() {}

    /** The counts; empty if it says nothing of any process. */
    public static List<ProcessCount> counts(String words, Map<String, Integer> expected) {
        Map<String, ProcessCount> wrong = wrong(words);
        Map<String, Integer> listed = listed(words);
        List<ProcessCount> counts = new ArrayList<>(wrong.values());
        if (!wrong.isEmpty()) {
            expected.forEach((name, count) -> {
                if (!wrong.containsKey(name)) {
                    counts.add(new ProcessCount(name, count, count));
                }
            });
        } else if (!listed.isEmpty()) {
            expected.forEach((name, count) -> counts.add(new ProcessCount(name, count, listed.getOrDefault(name, 0))));
        }
        return counts;
    }

    private static Map<String, ProcessCount> wrong(String words) {
        Map<String, ProcessCount> wrong = new TreeMap<>();
        Matcher matcher = WRONG.matcher(words);
        while (matcher.find()) {
            String name = matcher.group(1);
            wrong.put(
                    name,
                    new ProcessCount(name, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
        }
        return wrong;
    }

    private static Map<String, Integer> listed(String words) {
        Map<String, Integer> listed = new TreeMap<>();
        Matcher matcher = LISTED.matcher(words);
        while (matcher.find()) {
            listed.merge(String.valueOf(Path.of(matcher.group(1)).getFileName()), 1, Integer::sum);
        }
        return listed;
    }
}
