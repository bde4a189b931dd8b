package openim.verify.suite;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.verdict.CheckId;

/**
 * The catalogue of checks, in the order of causes: what the later ones rest on comes first, so that the first red one is
 * the one to mend first. It is read from the specs, where each check is described once, by {@link Promise}.
 */
public final class Checks {

    /** Looked at where a limit is set: at the end of a run, by its figures, and so by no spec. */
    static final CheckId LIMITS = new CheckId("speed.limits");

    private static final int RANK_OF_LIMITS = 770;

    private static final List<Described> DESCRIBED = described();

    private static final Map<CheckId, Check> ALL = all(DESCRIBED);

    /** The order of causes; ids that the catalogue does not have come last. */
    public static final Comparator<CheckId> ORDER = order();

    /** A check as a spec has it. */
    private record Described(CheckId id, Promise promise) {

        static Stream<Described> of(Method method) {
            return Proof.of(method).stream()
                    .flatMap(proof -> proof.promise().map(promise -> new Described(proof.check(), promise)).stream());
        }

        Check check() {
            return new Check(
                    id,
                    promise.text(),
                    promise.section().title(),
                    promise.suspect(),
                    promise.within().setting(),
                    Stream.of(promise.needs()).map(CheckId::new).toList());
        }
    }

    private static List<Described> described() {
        return Specs.ofTheProduct().stream()
                .flatMap(spec -> Arrays.stream(spec.getDeclaredMethods()))
                .flatMap(Described::of)
                .sorted(Comparator.comparingInt(each -> each.promise().rank()))
                .toList();
    }

    private static Map<CheckId, Check> all(List<Described> described) {
        Check limits = new Check(
                LIMITS,
                "no time is over a limit that is set (openim.limit.*)",
                Section.MESSAGES.title(),
                "openim-msgtransfer",
                "openim.limit.push-p95",
                List.of());
        Map<CheckId, Check> all = new LinkedHashMap<>();
        for (Described each : described) {
            if (each.promise().rank() > RANK_OF_LIMITS) {
                all.putIfAbsent(LIMITS, limits);
            }
            all.put(each.id(), each.check());
        }
        return all;
    }

    private static Comparator<CheckId> order() {
        Map<CheckId, Integer> positions = new HashMap<>();
        ALL.keySet().forEach(id -> positions.put(id, positions.size()));
        return Comparator.<CheckId>comparingInt(id -> positions.getOrDefault(id, Integer.MAX_VALUE))
                .thenComparing(Comparator.naturalOrder());
    }

    private Checks() {}

    /** All checks, in the order of causes. */
    public static List<Check> all() {
        return List.copyOf(ALL.values());
    }

    /** Those that a suite is the shortest to ask for, and that it requires, or does not. */
    static Set<CheckId> askedBy(AskedBy suite, boolean required) {
        return DESCRIBED.stream()
                .filter(each ->
                        each.promise().askedBy() == suite && each.promise().required() == required)
                .map(Described::id)
                .collect(Collectors.toSet());
    }

    /**
     * The check of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Check get(CheckId id) {
        Check check = ALL.get(id);
        if (check == null) {
            throw new IllegalArgumentException("there is no check " + id);
        }
        return check;
    }

    public static boolean knows(CheckId id) {
        return ALL.containsKey(id);
    }
}
