package openim.verify.file.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileFindingTest {

    private static final URI ADDRESS = URI.create("http://files.example.com:10005");
    private static final URI API = URI.create("https://chat.example.com");
    private static final Setting SETTING = new Setting("externalAddress", "/opt/config/minio.yml");
    private static final Optional<URI> WORKS = Optional.of(URI.create("http://chat.example.com:10005"));

    static Stream<FileFinding> all() {
        var reply = new StoreReply(403, false, "AccessDenied", Optional.empty(), "no", Optional.empty());
        return Stream.of(
                new FileFinding.NotInForce(ADDRESS, API),
                new FileFinding.Placeholder(ADDRESS),
                new FileFinding.InternalName(ADDRESS, "minio"),
                new FileFinding.TooNear(ADDRESS, Scope.PRIVATE, API, Scope.PUBLIC),
                new FileFinding.PlainHttp(ADDRESS, API),
                new FileFinding.UnknownName(ADDRESS, "files.example.com"),
                new FileFinding.NotReachable(ADDRESS, "no connection within 4000 ms"),
                new FileFinding.PortShut(ADDRESS),
                new FileFinding.TlsFault(ADDRESS, FileFinding.TlsFault.Kind.EXPIRED, "on a day"),
                new FileFinding.NotAStore(ADDRESS, reply),
                new FileFinding.ClockSkew(Duration.ofSeconds(700), "OpenIMServer"),
                new FileFinding.ChangedByProxy(ADDRESS, FileFinding.ChangedByProxy.Part.HOST, "it is so"),
                new FileFinding.RefusedByStore(ADDRESS, reply));
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysTheSettingAndItsFileWhetherOrNotAnAddressWasFoundThatWorks(FileFinding finding) {
        assertThat(String.join(" ", finding.mend(SETTING, Optional.empty())))
                .contains("externalAddress", "/opt/config/minio.yml");
        assertThat(String.join(" ", finding.mend(SETTING, WORKS))).contains("externalAddress", "/opt/config/minio.yml");
        assertThat(finding.wrong()).doesNotEndWith(".");
    }

    @ParameterizedTest
    @MethodSource("all")
    void proposesTheAddressThatWorksWhereAnotherAddressIsTheCure(FileFinding finding) {
        boolean otherCure = finding instanceof FileFinding.NotInForce
                || finding instanceof FileFinding.ClockSkew
                || finding instanceof FileFinding.TlsFault
                || finding instanceof FileFinding.RefusedByStore;

        assertThat(String.join(" ", finding.mend(SETTING, WORKS)).contains("http://chat.example.com:10005"))
                .isNotEqualTo(otherCure);
    }
}
