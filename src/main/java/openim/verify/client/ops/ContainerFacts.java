package openim.verify.client.ops;

import java.util.List;
import java.util.Set;

/**
 * What {@code docker inspect} tells of one container, beyond its state.
 *
 * @param id by which the kernel's control groups name it
 * @param name of the container
 * @param running whether it runs now
 * @param restartPolicy Docker's word for what brings it back: {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure}
 * @param outOfMemory whether the kernel ended it, or a process in it, for want of memory
 * @param published the ports of this host that lead to it now
 * @param wouldPublish the ports of this host that lead to it whenever it runs
 * @param networks of containers that it is in now
 * @param workingDirectory of its processes, inside of it; empty if that is its root
 */
public record ContainerFacts(
        String id,
        String name,
        boolean running,
        String restartPolicy,
        boolean outOfMemory,
        Set<Integer> published,
        Set<Integer> wouldPublish,
        List<Network> networks,
        String workingDirectory) {

    public ContainerFacts {
        published = Set.copyOf(published);
        wouldPublish = Set.copyOf(wouldPublish);
        networks = List.copyOf(networks);
    }

    /**
     * A network of containers.
     *
     * @param id by which the kernel names the bridge of it, unless that was given a name
     * @param gateway the address of the machine that runs the containers, in it; empty if it has none
     * @param address of the container in it; on Linux the machine that runs it reaches that
     */
    public record Network(String id, String gateway, String address) {}
}
