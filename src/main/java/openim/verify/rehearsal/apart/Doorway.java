package openim.verify.rehearsal.apart;

/**
 * What a door process has to hold: a port of clients, and where that leads.
 *
 * @param port that clients connect to; 0 for a part that nobody connects to
 * @param inside where the work is done, in the process that rehearses; 0 likewise
 */
public record Doorway(int port, int inside) {

    /** Of a part that has no port. */
    public static final Doorway NONE = new Doorway(0, 0);

    public Doorway {
        if (port == 0 != (inside == 0)) {
            throw new IllegalArgumentException("a door that leads nowhere");
        }
    }
}
