package openim.verify.file.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** From how far away an address can be reached; the later the farther. */
public enum Scope {
    /** On the same machine. */
    LOOPBACK,
    /** In the same network. */
    PRIVATE,
    /** From everywhere. */
    PUBLIC;

    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int SHARED_FIRST_BYTE = 100;

    /** That of one address. */
    public static Scope of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        return address.isSiteLocalAddress() || address.isLinkLocalAddress() || isLocalByLaterRules(address)
                ? PRIVATE
                : PUBLIC;
    }

    /** Of the widest of several; loopback where there are none. */
    public static Scope widest(Collection<InetAddress> addresses) {
        return addresses.stream().map(Scope::of).max(Comparator.naturalOrder()).orElse(LOOPBACK);
    }

    /** fc00::/7, and 100.64.0.0/10 of carriers. */
    private static boolean isLocalByLaterRules(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL
                : bytes[0] == SHARED_FIRST_BYTE && (bytes[1] & 0xc0) == 0x40;
    }

    /** As it stands in a sentence. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
