package openim.verify.rehearsal.service;

import java.time.Duration;

/**
 * How the services are configured, and how long things take that take long in the real one.
 *
 * @param friendVerify whether strangers may not write to each other
 * @param lease how long a registration in etcd outlives its process; whole seconds
 * @param session how long a consumer group waits for a silent member before it shares out its partitions
 */
public record ServiceOptions(boolean friendVerify, Duration lease, Duration session) {

    /** As OpenIM has it: strangers may write, leases of half a minute, sessions of 20 s. */
    public static ServiceOptions standard() {
        return new ServiceOptions(false, Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    /** The same, but strangers may not write to each other. */
    public ServiceOptions withFriendVerify() {
        return new ServiceOptions(true, lease, session);
    }

    /** The same, with leases of this length; whole seconds. */
    public ServiceOptions withLease(Duration length) {
        return new ServiceOptions(friendVerify, length, session);
    }
}
