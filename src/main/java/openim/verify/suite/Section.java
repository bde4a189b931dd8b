package openim.verify.suite;

/** A section of the runbook. */
public enum Section {
    COMPONENTS("External components"),
    SERVER("OpenIMServer"),
    CHAT("ChatServer"),
    PROBES("Basic probes"),
    MESSAGES("Message send / consume / push verification"),
    FILES("File upload / download verification");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    /** As the document has it. */
    public String title() {
        return title;
    }
}
