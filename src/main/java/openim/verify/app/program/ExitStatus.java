package openim.verify.app.program;

/** What the process says to whoever started it, where a run's own verdict does not. */
public final class ExitStatus {

    public static final int HEALTHY = 0;
    public static final int UNHEALTHY = 1;
    public static final int USAGE = 2;
    public static final int UNDETERMINED = 3;

    private ExitStatus() {}
}
