package openim.verify.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A place from which a deployment was looked at, with what was seen from there.
 *
 * @param name what people call it
 * @param runs the oldest first
 */
public record Place(String name, List<PastRun> runs) {

    public Place {
        runs = runs.stream().sorted(Comparator.comparing(PastRun::startedAt)).toList();
    }

    /** Those that count: where a look that was not good was followed by a second one, only that one does. */
    List<PastRun> confirmed() {
        List<PastRun> confirmed = new ArrayList<>();
        for (PastRun run : runs) {
            if (run.occasion().look() > 1) {
                for (int at = confirmed.size() - 1; at >= 0; at--) {
                    if (confirmed.get(at).suite().equals(run.suite())) {
                        if (isLookBefore(confirmed.get(at), run)) {
                            confirmed.remove(at);
                        }
                        break;
                    }
                }
            }
            confirmed.add(run);
        }
        return confirmed;
    }

    private static boolean isLookBefore(PastRun first, PastRun second) {
        return first.occasion().again().equals(second.occasion());
    }
}
