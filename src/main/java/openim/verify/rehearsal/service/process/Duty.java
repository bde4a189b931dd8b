package openim.verify.rehearsal.service.process;

/** What a process does between its start and its end. */
public interface Duty {

    /** Begins to work; called when the process runs. What it needs is started in threads of its own. */
    void begin(Life life);

    /** Drops everything at once, as a killed process does: nothing is flushed, nobody is told. */
    void end();
}
