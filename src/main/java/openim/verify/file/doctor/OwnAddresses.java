package openim.verify.file.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The addresses of this machine: those that others reach, and those that lead nowhere for them. */
final class OwnAddresses {

    /** Networks of containers and of virtual machines on this one. */
    private static final Pattern INNER =
            Pattern.compile("(docker|br-|veth|virbr|cni|flannel|cali|podman|lxc|lxd|kube|tunl|vmnet|vboxnet).*");

    private OwnAddresses() {}

    /** Those that others may reach, as they stand in a URL: IPv4 first, the loopback and networks of containers left out. */
    static List<String> thatOthersReach() {
        return interfaces(false)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .sorted((one, other) -> Boolean.compare(one instanceof Inet6Address, other instanceof Inet6Address))
                .map(OwnAddresses::inUrl)
                .toList();
    }

    /** Whether all of these are loopback, or of a network of containers on this machine. */
    static boolean isOnlyOfThisMachine(Collection<InetAddress> addresses) {
        return addresses.stream()
                .allMatch(address -> address.isLoopbackAddress()
                        || interfaces(true).anyMatch(inner -> isOfSameNetwork(inner, address)));
    }

    /** Networks of containers are made of 16 bits and more. */
    private static boolean isOfSameNetwork(InetAddress inner, InetAddress address) {
        byte[] one = inner.getAddress();
        byte[] other = address.getAddress();
        return one.length == other.length && one.length == 4 && one[0] == other[0] && one[1] == other[1];
    }

    private static Stream<InetAddress> interfaces(boolean inner) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(OwnAddresses::isUp)
                    .filter(each -> INNER.matcher(each.getName()).matches() == inner)
                    .flatMap(NetworkInterface::inetAddresses);
        } catch (SocketException unseen) {
            return Stream.empty();
        }
    }

    private static boolean isUp(NetworkInterface each) {
        try {
            return each.isUp();
        } catch (SocketException unseen) {
            return false;
        }
    }

    private static String inUrl(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }
}
