package openim.verify.cli;

/** What the help of several commands says in the same words; the form of the statuses is picocli's. */
final class Help {

    static final String STATUSES = "%nExit status:%n";
    static final String EXAMPLE = "%nExample:%n";

    static final String DONE = "0:done";
    static final String UNUSABLE = "2:the command or the settings cannot be used; nothing was contacted";
    static final String UNPROVEN =
            "3:a required check could not be looked at, or openim-verify itself failed; nothing is proven";
    static final String UNTOLD = "3:it could not look, or openim-verify itself failed";
    static final String PERSON = "4:a person is needed; the last line says for what";
    static final String BUSY = "5:another run holds this deployment";
    static final String STOPPED = "130:stopped";

    private Help() {}
}
