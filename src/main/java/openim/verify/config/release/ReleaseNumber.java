package openim.verify.config.release;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release's place in the order of releases: {@code v3.8.3-rc.1} is before {@code v3.8.3}, and that before
 * {@code v3.8.3-patch.2}, and that before {@code v3.8.3-patch.10}.
 *
 * @param stage how far its three numbers have come: 0 alpha, 1 beta, 2 rc, 3 released, 4 patched
 * @param step which alpha, or patch, it is
 */
public record ReleaseNumber(int major, int minor, int fix, int stage, int step) implements Comparable<ReleaseNumber> {

    private static final List<String> STAGES = List.of("alpha", "beta", "rc", "", "patch");

    private static final Pattern NAME =
            Pattern.compile("(?:release-)?v?(?<major>\\d{1,4})\\.(?<minor>\\d{1,4})(?:\\.(?<fix>\\d{1,4}))?"
                    + "(?:-(?<stage>alpha|beta|rc|patch)(?:[.-]?(?<step>\\d{1,4}))?)?(?:[-+].*)?");

    private static final Comparator<ReleaseNumber> ORDER = Comparator.comparingInt(ReleaseNumber::major)
            .thenComparingInt(ReleaseNumber::minor)
            .thenComparingInt(ReleaseNumber::fix)
            .thenComparingInt(ReleaseNumber::stage)
            .thenComparingInt(ReleaseNumber::step);

    /** From a name such as {@code v3.8.3-patch.15}; empty if it is none, as {@code main} is. */
    public static Optional<ReleaseNumber> of(String name) {
        Matcher matcher = NAME.matcher(name.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ReleaseNumber(
                number(matcher, "major"),
                number(matcher, "minor"),
                number(matcher, "fix"),
                STAGES.indexOf(Optional.ofNullable(matcher.group("stage")).orElse("")),
                number(matcher, "step")));
    }

    private static int number(Matcher matcher, String group) {
        return Optional.ofNullable(matcher.group(group)).map(Integer::parseInt).orElse(0);
    }

    /** Whether it is that one or a later one. */
    public boolean isAtLeast(String other) {
        return compareTo(of(other).orElseThrow()) >= 0;
    }

    public boolean isBefore(String other) {
        return !isAtLeast(other);
    }

    @Override
    public int compareTo(ReleaseNumber other) {
        return ORDER.compare(this, other);
    }
}
