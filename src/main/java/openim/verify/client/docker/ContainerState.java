package openim.verify.client.docker;

/**
 * One container.
 *
 * @param service its name in the compose file; empty if it belongs to none
 * @param name of the container
 * @param image that it was made of
 * @param state Docker's word: {@code running}, {@code exited}, {@code restarting}, {@code paused}, {@code created}, {@code dead}
 * @param health what its health check says, {@code starting} included; empty if it has none, {@link #UNCHECKED} if that cannot be
 *     run
 * @param exitCode of its last end; 0 while it runs
 */
public record ContainerState(String service, String name, String image, String state, String health, int exitCode) {

    /** Of one whose health check cannot be run: docker calls it unhealthy, and that says nothing of it. */
    public static final String UNCHECKED = "and its health check cannot be run";

    /** Whether docker has a word for its health that says nothing of it. */
    public boolean isUnchecked() {
        return health.equals(UNCHECKED);
    }

    ContainerState unchecked() {
        return new ContainerState(service, name, image, state, UNCHECKED, exitCode);
    }

    public boolean isRunning() {
        return state.equals("running");
    }

    /** Whether it runs, and docker has not looked yet whether it is healthy. */
    public boolean isStarting() {
        return isRunning() && health.equals("starting");
    }

    /** Whether it runs, and its health check, if it has one, is content. */
    public boolean isWell() {
        return isRunning() && (health.isEmpty() || health.equals("healthy") || isUnchecked());
    }

    /** Whether there was an end that has an exit code. */
    private boolean hasEnded() {
        return !isRunning() && !state.equals("created") && !state.equals("paused");
    }

    /** {@code mongo: exited with 137}, {@code openim-server: running, unhealthy}, {@code redis: paused}. */
    @Override
    public String toString() {
        String who = service.isEmpty() ? name : service;
        return who + ": " + state + (hasEnded() ? " with " + exitCode : "") + (health.isEmpty() ? "" : ", " + health);
    }
}
