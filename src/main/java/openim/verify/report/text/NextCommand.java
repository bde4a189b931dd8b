package openim.verify.report.text;

import openim.verify.suite.Check;

/** Knows what a person can type when a check is red. */
@FunctionalInterface
public interface NextCommand {

    /** A command that can be pasted as it stands. */
    String after(Check check);
}
