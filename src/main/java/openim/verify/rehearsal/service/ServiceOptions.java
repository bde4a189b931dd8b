package openim.verify.rehearsal.service;

import java.time.Duration;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.component.Housing;

/**
 * How the services are configured, and how long things take that take long in the real one.
 *
 * @param friendVerify whether strangers may not write to each other
 * @param lease how long a registration in etcd outlives its process; whole seconds
 * @param session how long a consumer group waits for a silent member before it shares out its partitions
 * @param strength how often those run that run several times
 * @param housing where they live
 * @param edition of which release they are
 */
public record ServiceOptions(
        boolean friendVerify, Duration lease, Duration session, Strength strength, Housing housing, Edition edition) {

    /** As OpenIM has it: strangers may write, leases of half a minute, sessions of 20 s. All in this process; main. */
    public static ServiceOptions standard() {
        return new ServiceOptions(
                false,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Strength.AS_RELEASED,
                Housing.TOGETHER,
                Edition.MAIN);
    }

    /** The same, but strangers may not write to each other. */
    public ServiceOptions withFriendVerify() {
        return new ServiceOptions(true, lease, session, strength, housing, edition);
    }

    /** The same, with leases of this length; whole seconds. */
    public ServiceOptions withLease(Duration length) {
        return new ServiceOptions(friendVerify, length, session, strength, housing, edition);
    }

    /** The same, housed so, in that strength. */
    public ServiceOptions housed(Housing where, Strength number) {
        return new ServiceOptions(friendVerify, lease, session, number.in(edition), where, edition);
    }

    /** The same, with so many of openim-api and of openim-msggateway. */
    public ServiceOptions withInstances(int number) {
        return new ServiceOptions(friendVerify, lease, session, strength.withInstances(number), housing, edition);
    }

    /** The same, of this release. */
    public ServiceOptions as(Edition release) {
        return new ServiceOptions(friendVerify, lease, session, strength.in(release), housing, release);
    }
}
