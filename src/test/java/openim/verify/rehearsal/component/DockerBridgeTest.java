package openim.verify.rehearsal.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DockerBridgeTest {

    @Test
    void theGatewayIsTheFirstAddressOfTheSubnetWhereDockerSaysOnlyThat() throws Exception {
        assertThat(DockerBridge.first("172.17.0.0/16").getHostAddress()).isEqualTo("172.17.0.1");
    }
}
