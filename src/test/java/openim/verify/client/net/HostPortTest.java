package openim.verify.client.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9092", "10.0.0.1:1", "[::1]:65535"})
    void whatIsWrittenIsReadAndWrittenAlike(String address) {
        assertThat(HostPort.parse(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", ":9092", "a:0", "a:65536", "a:b", ""})
    void anythingElseIsRefused(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPort.parse(address));
    }

    @Test
    void ofSeveralThoseWithoutAPortGetTheDefault() {
        assertThat(HostPort.parseAll("a, b:1,[::1]", 27017))
                .containsExactly(new HostPort("a", 27017), new HostPort("b", 1), new HostPort("::1", 27017));
    }

    @Test
    void anAddressOfIpv6BecomesAUrl() {
        assertThat(new HostPort("::1", 81).url(false)).isEqualTo(URI.create("http://[::1]:81"));
        assertThat(new HostPort("redis", 6379).url(true)).isEqualTo(URI.create("https://redis:6379"));
    }
}
