package openim.verify.rehearsal.component;

/** The relays' threads: daemons, with small stacks, for there are many and each only copies bytes. */
final class RelayThreads {

    private static final long STACK_BYTES = 144 * 1024L;

    private RelayThreads() {}

    static Thread start(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
