package openim.verify.file.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FindingTest {

    private static final URI ADDRESS = URI.create("http://files.example.com:10005");
    private static final URI API = URI.create("https://chat.example.com");
    private static final Setting SETTING = new Setting("externalAddress", "/opt/config/minio.yml");
    private static final Optional<URI> WORKS = Optional.of(URI.create("http://chat.example.com:10005"));

    static Stream<Finding> all() {
        var reply = new StoreReply(403, false, "AccessDenied", Optional.empty(), "no", Optional.empty());
        return Stream.of(
                new Finding.NotInForce(ADDRESS, API),
                new Finding.Placeholder(ADDRESS),
                new Finding.InternalName(ADDRESS, "minio"),
                new Finding.TooNear(ADDRESS, Scope.PRIVATE, API, Scope.PUBLIC),
                new Finding.PlainHttp(ADDRESS, API),
                new Finding.UnknownName(ADDRESS, "files.example.com"),
                new Finding.NotReachable(ADDRESS, "no connection within 4000 ms"),
                new Finding.PortShut(ADDRESS),
                new Finding.TlsFault(ADDRESS, Finding.TlsFault.Kind.EXPIRED, "on a day"),
                new Finding.NotAStore(ADDRESS, reply),
                new Finding.ClockSkew(Duration.ofSeconds(700), "OpenIMServer"),
                new Finding.ChangedByProxy(ADDRESS, Finding.ChangedByProxy.Part.HOST, "it is so"),
                new Finding.RefusedByStore(ADDRESS, reply));
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysTheSettingAndItsFileWhetherOrNotAnAddressWasFoundThatWorks(Finding finding) {
        assertThat(String.join(" ", finding.mend(SETTING, Optional.empty())))
                .contains("externalAddress", "/opt/config/minio.yml");
        assertThat(String.join(" ", finding.mend(SETTING, WORKS))).contains("externalAddress", "/opt/config/minio.yml");
        assertThat(finding.wrong()).doesNotEndWith(".");
    }

    @ParameterizedTest
    @MethodSource("all")
    void proposesTheAddressThatWorksWhereAnotherAddressIsTheCure(Finding finding) {
        boolean otherCure = finding instanceof Finding.NotInForce
                || finding instanceof Finding.ClockSkew
                || finding instanceof Finding.RefusedByStore;

        assertThat(String.join(" ", finding.mend(SETTING, WORKS)).contains("http://chat.example.com:10005"))
                .isNotEqualTo(otherCure);
    }
}
