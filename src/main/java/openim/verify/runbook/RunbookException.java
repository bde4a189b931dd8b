package openim.verify.runbook;

import java.util.List;

/** The runbook's files cannot be used; says everything that is wrong with them, at once. */
public final class RunbookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    RunbookException(List<String> problems) {
        super("the runbook cannot be used:\n" + String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** A sentence each, beginning with the file and the row; never empty. */
    public List<String> problems() {
        return problems;
    }
}
