package openim.verify.recovery.act;

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

    /**
     * It was not tried, or not to its end, because that would make things worse: exit status 4.
     *
     * @param touched whether something may have been done before
     */
    record NeedsPerson(String sentence, boolean touched) implements Outcome {

        public NeedsPerson(String sentence) {
            this(sentence, true);
        }

        /** Nothing was touched. */
        static NeedsPerson untouched(String sentence) {
            return new NeedsPerson(sentence, false);
        }
    }
}
