package openim.verify.client.kubernetes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod.
 *
 * @param name its name
 * @param labels by which it is found
 * @param phase {@code Pending}, {@code Running}, {@code Succeeded}, {@code Failed} or {@code Unknown}
 * @param reason why it is in that phase, such as {@code Evicted}; empty if nothing is said
 * @param ready whether it takes part in its services
 * @param leaving whether it is being ended
 * @param unplaced the scheduler's words, if it found no node for it
 * @param address its own; empty if it has none yet
 * @param node the address of the node that it is on; empty if it is on none
 * @param containers those that go on, and those that run before them
 */
public record Pod(
        String name,
        Map<String, String> labels,
        String phase,
        String reason,
        boolean ready,
        boolean leaving,
        Optional<String> unplaced,
        String address,
        String node,
        List<Container> containers) {

    public Pod {
        labels = Map.copyOf(labels);
        containers = List.copyOf(containers);
    }

    /** How often its containers were started again. */
    public int restarts() {
        return containers.stream().mapToInt(Container::restarts).sum();
    }

    /**
     * One of its containers.
     *
     * @param image what it is made from
     * @param ready whether its probe is content
     * @param restarts how often it was started again
     * @param waiting why it does not run, such as {@code CrashLoopBackOff}; empty if it runs or has ended
     * @param words what is said of that
     * @param ended how it ended, if it does not run
     * @param last how it ended the time before
     * @param memory how much memory it may have; empty if that is not limited
     */
    public record Container(
            String name,
            String image,
            boolean ready,
            int restarts,
            String waiting,
            String words,
            Optional<Ended> ended,
            Optional<Ended> last,
            String memory) {

        /** How it ended when it ended last. */
        public Optional<Ended> lastEnd() {
            return ended.or(() -> last);
        }
    }

    /**
     * How a container ended.
     *
     * @param status its exit status
     * @param reason such as {@code OOMKilled} or {@code Error}
     * @param words that it left behind; empty if none
     * @param at when; empty if that is not told
     */
    public record Ended(int status, String reason, String words, Optional<Instant> at) {

        boolean forWantOfMemory() {
            return reason.equals("OOMKilled");
        }
    }
}
