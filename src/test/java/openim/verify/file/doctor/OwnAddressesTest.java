package openim.verify.file.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import openim.verify.file.doctor.FileDiagnosis.OwnAddresses;
import org.junit.jupiter.api.Test;

class OwnAddressesTest {

    @Test
    void neitherLoopbackNorABridgeOfContainersIsProposed() {
        assertThat(OwnAddresses.thatOthersReach())
                .noneMatch(address -> address.startsWith("127.") || address.equals("[::1]"))
                .noneMatch(address -> address.startsWith("172.17."));
    }

    @Test
    void loopbackIsOfThisMachineOnlyAndAPublicAddressIsNot() throws UnknownHostException {
        assertThat(OwnAddresses.isOnlyOfThisMachine(List.of(InetAddress.getLoopbackAddress())))
                .isTrue();
        assertThat(OwnAddresses.isOnlyOfThisMachine(List.of(InetAddress.getByName("203.0.113.5"))))
                .isFalse();
    }
}
