package openim.verify.config.setting;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used; says everything that is wrong with them, at once, by key. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    SettingsException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the table of keys; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
