package openim.verify.config.setting;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
public final class Spelling {

    private Spelling() {}

    /** The candidate that is nearest to the word, if it is near at all; separators and case count little. */
    public static Optional<String> nearest(String word, List<String> candidates) {
        String bare = bare(word);
        int tolerance = Math.max(1, bare.length() / 4);
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(bare, bare(candidate))))
                .filter(candidate -> distance(bare, bare(candidate)) <= tolerance);
    }

    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replaceFirst("^openim[._-]", "").replaceAll("[._-]", "");
    }

    /** How many letters must be put in, taken out, changed or swapped with their neighbour. */
    private static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int changed = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }
}
