package openim.verify.app;

/** How a suite is told of on standard output. */
enum Format {
    /** For a person. */
    TEXT,
    /** One line, with the exit status of a plugin of Nagios. */
    NAGIOS,
    /** Lines of JSON. */
    JSONL
}
