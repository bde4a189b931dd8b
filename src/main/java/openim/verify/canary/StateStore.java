package openim.verify.canary;

/** Where what is believed is kept from one process to the next. */
public interface StateStore {

    /** What was kept; that all is well if nothing was. */
    AlertState recall();

    /** Keeps it in the place of what was kept. */
    void keep(AlertState standing);
}
