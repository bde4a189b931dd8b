package openim.verify.recovery.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import openim.verify.host.HostResources;
import openim.verify.recovery.act.PreflightFinding.Proven;
import openim.verify.recovery.act.PreflightFinding.Refused;
import openim.verify.recovery.act.PreflightFinding.Remark;
import openim.verify.recovery.act.PreflightFinding.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    @Test
    void theDaemonOfThisMachineIsTold() {
        assertThat(Preflight.daemon("unix:///var/run/docker.sock")).isInstanceOf(Proven.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://10.0.0.5:2375", "ssh://root@10.0.0.5", "http://elsewhere:2375", ""})
    void aDaemonElsewhereIsRefused(String daemon) {
        assertThat(Preflight.daemon(daemon)).isInstanceOf(Refused.class);
    }

    @Test
    void tooLittleDiskInodesOrMemoryIsAnObstacle() {
        List<PreflightFinding> findings =
                Preflight.resources(new HostResources(1 << 20, OptionalLong.of(5), OptionalLong.of(1 << 20)));

        assertThat(findings).hasSize(3).allMatch(finding -> finding instanceof Unknown);
    }

    @Test
    void whatCannotBeToldIsARemark() {
        List<PreflightFinding> findings =
                Preflight.resources(new HostResources(1L << 40, OptionalLong.empty(), OptionalLong.of(1L << 33)));

        assertThat(findings)
                .hasSize(3)
                .hasAtLeastOneElementOfType(Remark.class)
                .allMatch(PreflightFinding::allowsRepair);
    }

    @Test
    void aClockBehindWhatIsOnRecordIsAnObstacle() {
        assertThat(Preflight.clock(NOW, Optional.of(NOW.plus(Duration.ofHours(1)))))
                .isInstanceOf(Unknown.class);
        assertThat(Preflight.clock(NOW, Optional.of(NOW.minusSeconds(5)))).isInstanceOf(Proven.class);
        assertThat(Preflight.clock(NOW, Optional.empty())).isInstanceOf(Proven.class);
    }

    @Test
    void aCertificateThatEndedIsAnObstacleAndOneThatEndsSoonARemark() {
        URI url = URI.create("https://im.example.com");

        assertThat(Preflight.certificates(NOW, Map.of(url, NOW.minusSeconds(1))))
                .hasOnlyElementsOfType(Unknown.class);
        assertThat(Preflight.certificates(NOW, Map.of(url, NOW.plus(Duration.ofDays(2)))))
                .hasOnlyElementsOfType(Remark.class);
        assertThat(Preflight.certificates(NOW, Map.of(url, NOW.plus(Duration.ofDays(60)))))
                .hasOnlyElementsOfType(Proven.class);
    }
}
