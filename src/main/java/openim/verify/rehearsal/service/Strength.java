package openim.verify.rehearsal.service;

import openim.verify.rehearsal.Edition;

/**
 * How often those services run that run several times.
 *
 * @param transfers openim-msgtransfer
 * @param pushes openim-push
 * @param crontasks openim-crontask
 * @param instances openim-api and openim-msggateway, each
 */
public record Strength(int transfers, int pushes, int crontasks, int instances) {

    /** As the start-config.yml of OpenIM's main branch has it: one of the first two for each partition. */
    public static final Strength AS_RELEASED = new Strength(8, 8, 4, 1);

    /** So few that one of several can be lost, and the others go on. */
    public static final Strength TWO_OF_SEVERAL = new Strength(2, 2, 1, 1);

    /** One each, which reads all partitions by itself. */
    public static final Strength ONE_EACH = new Strength(1, 1, 1, 1);

    public Strength {
        if (transfers < 1 || pushes < 1 || crontasks < 1 || instances < 1) {
            throw new IllegalArgumentException("a service that never runs");
        }
    }

    /** The same, with no more of each than that release runs. */
    Strength in(Edition edition) {
        return new Strength(transfers, pushes, Math.min(crontasks, edition.crontasks()), instances);
    }

    /** The same, with so many of those that clients come to. */
    Strength withInstances(int number) {
        return new Strength(transfers, pushes, crontasks, number);
    }
}
