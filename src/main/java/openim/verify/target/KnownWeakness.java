package openim.verify.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import openim.verify.config.Strictness;
import openim.verify.config.release.ReleaseNumber;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/**
 * What some builds of OpenIM never refused or told, though they should, as measured on them and read in their sources.
 *
 * <p>Where a build is not among those that are known to be right, its failing is a weakness of the build; where it is, something
 * is broken.
 */
public enum KnownWeakness {
    /**
     * The gateway compares the sender of the envelope with the session, and nobody the sender of the message inside: no tag up to
     * v3.8.3-patch.16 and v3.8.4-alpha.1 does; main does since May 2025.
     */
    WRITES_IN_ANOTHERS_NAME(
            "message.refused",
            "any client that is logged in can write in anybody's name by WebSocket, an administrator's too, past black lists"
                    + " and friend checks",
            "main refuses it since May 2025, and no release up to v3.8.3-patch.16 and v3.8.4-alpha.1 does") {
        @Override
        boolean isRight(ReleaseNumber release) {
            return false;
        }
    },

    /**
     * The frame that tells a session of its end is put into a queue, and the socket closed before the queue is written:
     * v3.8.3-patch.13 to v3.8.3-patch.16.
     */
    DROPS_WITHOUT_A_WORD(
            "session.kicked",
            "an app whose place another device took is mostly not told, and connects again and again instead of asking for a"
                    + " login",
            "v3.8.3-patch.13 to v3.8.3-patch.16 do so; releases before them and main do not") {
        @Override
        boolean isRight(ReleaseNumber release) {
            return (release.isAtLeast("v3.8.2") && release.isBefore("v3.8.3-patch.13"))
                    || release.equals(ReleaseNumber.of("v3.8.4-alpha.1").orElseThrow());
        }
    };

    private final CheckId check;
    private final String meaning;
    private final String builds;

    KnownWeakness(String check, String meaning, String builds) {
        this.check = new CheckId(check);
        this.meaning = meaning;
        this.builds = builds;
    }

    /** The check that a weak build does not pass. */
    public CheckId check() {
        return check;
    }

    /** What it means for an operator, as half a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Which builds have it, as half a sentence. */
    public String builds() {
        return builds;
    }

    /** Whether this release is known not to have it. */
    abstract boolean isRight(ReleaseNumber release);

    /** That of a check; empty if every build that is known passes it. */
    public static Optional<KnownWeakness> of(CheckId check) {
        return Arrays.stream(values()).filter(each -> each.check.equals(check)).findFirst();
    }

    /**
     * What a weakness of the build counts for in a run: nothing, unless it is new against the last good run, or the settings are
     * strict.
     *
     * @param strictness as the settings have it
     * @param kept see {@link Remembered#kept()}
     * @param release that is verified now, in words; not comparable where it is not known
     * @param comparable whether a release is known now, so that the same name means the same build
     */
    public record WeaknessRule(Strictness strictness, Map<String, String> kept, String release, boolean comparable) {

        /** The setting that accepts one. */
        static final String SETTING = "openim.accepted-weaknesses";

        public WeaknessRule {
            kept = Map.copyOf(kept);
        }

        /** The observation as it counts. */
        public Observation applied(Observation seen) {
            if (!(seen.verdict() instanceof Verdict.Weak)) {
                return seen;
            }
            if (strictness.strict()) {
                return red(seen, "openim.strict is true");
            }
            String before = kept.getOrDefault(seen.check().value(), "");
            boolean isNew = !before.isEmpty() && !(comparable && before.equals(release));
            if (isNew && !strictness.accepted().contains(seen.check().value())) {
                return red(
                        seen,
                        "the last good run (" + before + ") saw it green; if the release was changed on purpose, set "
                                + SETTING + " to " + seen.check());
            }
            return seen;
        }

        private static Observation red(Observation seen, String why) {
            List<Evidence> evidence = new ArrayList<>(seen.evidence());
            evidence.add(Evidence.of("counted", why));
            return new Observation(
                    seen.check(),
                    new Verdict.Unhealthy(seen.verdict().summary() + "; it counts as broken, because " + why),
                    seen.blockedBy(),
                    seen.at(),
                    seen.waited(),
                    seen.took(),
                    evidence);
        }

        /** What a run saw of the checks that a build can be too weak for: by check, whether it was green. */
        public static Map<String, Boolean> seen(List<Observation> observations) {
            Map<String, Boolean> seen = new TreeMap<>();
            for (Observation each : observations) {
                CheckId check = each.check();
                if (KnownWeakness.of(check).isPresent() && each.verdict().isAsBuilt()) {
                    seen.put(check.value(), each.verdict().isHealthy());
                }
            }
            return seen;
        }
    }
}
