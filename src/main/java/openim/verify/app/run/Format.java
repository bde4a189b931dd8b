package openim.verify.app.run;

/** How a suite is told of on standard output. */
public enum Format {
    /** For a person. */
    TEXT,
    /** One line, with the exit status of a plugin of Nagios. */
    NAGIOS,
    /** Lines of JSON. */
    JSONL
}
