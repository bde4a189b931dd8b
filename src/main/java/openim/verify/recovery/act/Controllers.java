package openim.verify.recovery.act;

import java.util.Set;
import openim.verify.verdict.NotLookedAt;

/**
 * The controllers of a cluster, which keep the pods of Deployments running: what they say, and the two changes that may be asked of
 * them. Each throws {@link NotLookedAt} or {@link openim.verify.verdict.CannotLook} where it cannot be had.
 */
public interface Controllers {

    /** There is no cluster. */
    Controllers NONE = new Controllers() {

        @Override
        public Standing standing(String deployment) {
            throw new NotLookedAt("the deployment runs in no cluster that is known here");
        }

        @Override
        public void restart(String deployment) {
            throw new NotLookedAt("the deployment runs in no cluster that is known here");
        }

        @Override
        public void delete(String pod) {
            throw new NotLookedAt("the deployment runs in no cluster that is known here");
        }
    };

    /** How the pods of a Deployment are. */
    Standing standing(String deployment);

    /** Has all its pods replaced, a few at a time. */
    void restart(String deployment);

    /** Deletes a pod, in place of which its controller makes a new one. */
    void delete(String pod);

    /**
     * What was seen.
     *
     * @param wanted how many pods there should be
     * @param ready those that are
     * @param others those that are not ready, or are being ended
     * @param ailing what is wrong with the latter, in words; blank if nothing is said
     */
    record Standing(int wanted, Set<String> ready, Set<String> others, String ailing) {

        public Standing {
            ready = Set.copyOf(ready);
            others = Set.copyOf(others);
        }

        /** Whether as many pods are ready as should be, none of which is one of those. */
        boolean isMadeOfOthersThan(Set<String> before) {
            return wanted > 0
                    && ready.stream().filter(pod -> !before.contains(pod)).count() >= wanted;
        }
    }
}
