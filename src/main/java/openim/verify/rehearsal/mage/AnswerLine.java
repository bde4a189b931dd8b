package openim.verify.rehearsal.mage;

/** What the first character of a line says that a tool is answered: the rest of the line is what it says it about. */
final class AnswerLine {

    /** To be printed. */
    static final char PRINT = '=';

    /** One more argument of what is to be started. */
    static final char ARGUMENT = '+';

    /** All arguments have come: they are to be started. */
    static final char START = '&';

    /** The exit status, and the end of the answer. */
    static final char END = '?';

    private AnswerLine() {}
}
