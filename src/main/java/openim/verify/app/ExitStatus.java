package openim.verify.app;

/** What the process says to whoever started it, where a run's own verdict does not. */
final class ExitStatus {

    static final int HEALTHY = 0;
    static final int UNHEALTHY = 1;
    static final int USAGE = 2;
    static final int UNDETERMINED = 3;

    private ExitStatus() {}
}
