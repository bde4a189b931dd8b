package openim.verify.recovery.execution;

/** What came of a fix, as far as what runs can tell; whether it helped, the suites tell. */
public sealed interface Outcome {

    /** In a sentence. */
    String sentence();

    /** What was to run, runs. */
    record Done(String sentence) implements Outcome {}

    /** It was tried, and what was to run does not. */
    record Failed(String sentence) implements Outcome {}

    /** A command of it ended badly, so that there is nothing to wait for. */
    record EndedBadly(String sentence) implements Outcome {}

    /** It was not tried, or not to its end, because that would make things worse: exit status 4. */
    record NeedsPerson(String sentence) implements Outcome {}
}
