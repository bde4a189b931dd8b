package openim.verify.config.setting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of it can be said at once. */
public final class Problems {

    private static final Comparator<Problem> ORDER = Comparator.<Problem>comparingInt(problem ->
                    SettingKey.named(problem.key()).map(SettingKey::ordinal).orElse(-1))
            .thenComparing(Problem::key)
            .thenComparing(Problem::sentence);

    private final List<Problem> found = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    public void add(SettingKey key, String sentence) {
        add(key.key(), sentence);
    }

    public void add(String key, String sentence) {
        found.add(new Problem(key, sentence));
    }

    public void warn(String key, String sentence) {
        warnings.add(new Problem(key, sentence));
    }

    /** Takes those that were collected elsewhere for its own. */
    public void takeOver(Problems others) {
        found.addAll(others.found);
        warnings.addAll(others.warnings);
    }

    public boolean has(SettingKey key) {
        return found.stream().anyMatch(problem -> problem.key().equals(key.key()));
    }

    public List<Problem> warnings() {
        return warnings.stream().distinct().sorted(ORDER).toList();
    }

    /**
     * Goes on only if nothing is wrong.
     *
     * @throws SettingsException with everything that is
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SettingsException(found.stream().distinct().sorted(ORDER).toList());
        }
    }
}
