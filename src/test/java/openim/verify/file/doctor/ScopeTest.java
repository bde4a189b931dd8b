package openim.verify.file.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, LOOPBACK",
        "::1, LOOPBACK",
        "10.1.2.3, PRIVATE",
        "172.31.0.1, PRIVATE",
        "192.168.0.1, PRIVATE",
        "169.254.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "fd00::1, PRIVATE",
        "fe80::1, PRIVATE",
        "100.128.0.1, PUBLIC",
        "172.32.0.1, PUBLIC",
        "203.0.113.5, PUBLIC",
        "2001:db8::1, PUBLIC"
    })
    void addressesReachAsFarAsTheirRangesDo(String address, Scope scope) {
        assertThat(Scope.of(Facts.ip(address))).isEqualTo(scope);
    }

    @Test
    void aHostReachesAsFarAsTheBestOfItsAddresses() {
        assertThat(Scope.widest(List.of(Facts.ip("10.0.0.1"), Facts.ip("203.0.113.5"))))
                .isEqualTo(Scope.PUBLIC);
    }
}
