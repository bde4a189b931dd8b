package openim.verify.rehearsal.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** Where containers find this machine: the address of Docker's own bridge, {@code host-gateway} to them. */
public final class DockerBridge {

    private DockerBridge() {}

    /**
     * Asks Docker for it.
     *
     * @throws IllegalStateException if there is none
     */
    public static InetAddress address() {
        try {
            Process docker = new ProcessBuilder(
                            "docker",
                            "network",
                            "inspect",
                            "bridge",
                            "--format",
                            "{{range .IPAM.Config}}{{or .Gateway .Subnet}}{{end}}")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (docker.waitFor() != 0 || said.isEmpty()) {
                throw new IllegalStateException("no bridge of Docker's: " + said);
            }
            return said.contains("/") ? first(said) : InetAddress.getByName(said);
        } catch (IOException e) {
            throw new UncheckedIOException("no docker here", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** An older Docker does not say the gateway of a bridge that it has just made: it is the first address of the subnet. */
    static InetAddress first(String subnet) throws UnknownHostException {
        byte[] address = InetAddress.getByName(subnet.replaceFirst("/.*", "")).getAddress();
        address[address.length - 1]++;
        return InetAddress.getByAddress(address);
    }
}
