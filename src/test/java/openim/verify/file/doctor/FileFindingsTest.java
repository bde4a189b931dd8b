package openim.verify.file.doctor;

import static openim.verify.file.doctor.Facts.NOW;
import static openim.verify.file.doctor.Facts.PATH;
import static openim.verify.file.doctor.Facts.certificate;
import static openim.verify.file.doctor.Facts.refusal;
import static openim.verify.file.doctor.Facts.taken;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import openim.verify.client.net.ShownCertificate;
import openim.verify.file.doctor.FileFinding.ChangedByProxy;
import openim.verify.file.doctor.FileFinding.TlsFault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileFindingsTest {

    private static final String BAD_SIGNATURE = "SignatureDoesNotMatch";

    @Test
    void nothingIsWrongWhereTheStoreTakesWhatWasSigned() {
        assertThat(new Facts().judged()).isEmpty();
    }

    @Test
    void thePlaceholderIsNamedAndNotAlsoAnUnknownName() {
        var judged = new Facts()
                .sentTo("http://external_ip:10005")
                .resolvedTo()
                .met(new Met.UnknownName())
                .judged();

        assertThat(judged).hasOnlyElementsOfType(FileFinding.Placeholder.class).hasSize(1);
    }

    @Test
    void anUnknownNameIsNamed() {
        var judged = new Facts()
                .sentTo("http://files.example.com:10005")
                .resolvedTo()
                .met(new Met.UnknownName())
                .judged();

        assertThat(only(judged).wrong()).endsWith("files.example.com has no address here");
    }

    @Test
    @DisplayName("field report openim-flutter-demo#187: the path of the site's proxy leads to a page and not to MinIO")
    void aPageWhereTheStoreShouldBe() {
        var finding = only(new Facts()
                .sentTo("https://im-web.example.com/im-minio-api")
                .resolvedTo("203.0.113.5")
                .met(new Met.Reply(new StoreReply(403, true, "", Optional.empty(), "", Optional.of(NOW))))
                .judged());

        assertThat(finding).isInstanceOf(FileFinding.NotAStore.class);
        assertThat(finding.wrong()).contains("what answers there is no object store", "HTTP 403 with an HTML page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minio", "storage", "minio.default.svc.cluster.local", "files.internal"})
    void anInternalNameIsNamedWhetherItResolvesHereOrNot(String host) {
        var address = "http://" + host + ":9000";

        assertThat(only(new Facts().sentTo(address).resolvedTo("203.0.113.9").judged()))
                .isInstanceOf(FileFinding.InternalName.class);
        assertThat(only(new Facts()
                        .sentTo(address)
                        .resolvedTo()
                        .met(new Met.UnknownName())
                        .judged()))
                .isInstanceOf(FileFinding.InternalName.class);
    }

    @Test
    void aNameWithoutADomainIsNoSecretWhereTheApiHasOneToo() {
        var intranet = new Facts().api("http://chatserver:10002", "10.0.0.4");

        assertThat(intranet.sentTo("http://fileserver:10005")
                        .resolvedTo("10.0.0.5")
                        .judged())
                .isEmpty();
        assertThat(intranet.sentTo("http://chatserver:10005")
                        .resolvedTo("10.0.0.4")
                        .judged())
                .isEmpty();
    }

    @Test
    void aPrivateAddressIsTooNearForAPublicApi() {
        var finding = only(new Facts()
                .sentTo("http://10.0.0.5:10005")
                .resolvedTo("10.0.0.5")
                .judged());

        assertThat(finding.wrong())
                .contains("http://10.0.0.5:10005, a private address", "chat.example.com:10002 is public");
    }

    @Test
    void loopbackLeadsNowhereUnlessAllClientsAreOnThisMachine() {
        var loopback = new Facts().sentTo("http://127.0.0.1:10005").resolvedTo("127.0.0.1");

        assertThat(only(loopback.api("http://127.0.0.1:10002", "127.0.0.1").judged()))
                .isInstanceOf(FileFinding.Loopback.class);
        assertThat(only(loopback.api("http://10.0.0.4:10002", "10.0.0.4").judged()))
                .isInstanceOf(FileFinding.Loopback.class);
        assertThat(loopback.clientsHere()
                        .api("http://127.0.0.1:10002", "127.0.0.1")
                        .judged())
                .isEmpty();
    }

    @Test
    void plainHttpBehindAnHttpsSiteIsFoundThoughItWorksFromHere() {
        var finding =
                only(new Facts().api("https://chat.example.com", "203.0.113.5").judged());

        assertThat(finding.wrong()).contains("by plain http, while the site at https://chat.example.com is https");
    }

    @Test
    void anAddressThatIsNotInForceComesBeforeWhatItCauses() {
        var judged = new Facts()
                .configured("http://chat.example.com:20005")
                .met(new Met.Refused())
                .judged();

        assertThat(judged.get(0).wrong())
                .isEqualTo("clients are sent to http://chat.example.com:10005, not to http://chat.example.com:20005 as"
                        + " configured");
        assertThat(judged.get(1)).isInstanceOf(FileFinding.PortShut.class);
    }

    @Test
    void anAddressThatIsConfiguredSoIsInForceAlsoWithoutItsUsualPort() {
        assertThat(new Facts()
                        .sentTo("http://chat.example.com/files")
                        .configured("http://CHAT.example.com:80/files")
                        .judged())
                .isEmpty();
    }

    @Test
    void aShutPortIsToldFromAHostThatIsNotReached() {
        assertThat(only(new Facts().met(new Met.Refused()).judged()).wrong()).contains("port 10005 is shut");
        assertThat(only(new Facts()
                                .met(new Met.NoWay("no connection within 4000 ms"))
                                .judged())
                        .wrong())
                .endsWith("not reached from here: no connection within 4000 ms");
        assertThat(only(new Facts().met(new Met.Silence("no answer within 4 s")).judged()))
                .isInstanceOf(FileFinding.NotReachable.class);
    }

    @Test
    void faultsOfCertificatesAreToldApart() {
        assertThat(tls(Optional.empty())).isEqualTo(TlsFault.Kind.NO_TLS);
        assertThat(tls(Optional.of(certificate("files.example.com", Duration.ofDays(-1)))))
                .isEqualTo(TlsFault.Kind.EXPIRED);
        assertThat(tls(Optional.of(new ShownCertificate(
                        List.of("files.example.com"), NOW.plusSeconds(60), NOW.plusSeconds(90), "CN=Somebody"))))
                .isEqualTo(TlsFault.Kind.NOT_YET_VALID);
        assertThat(tls(Optional.of(certificate("www.example.com", Duration.ofDays(9)))))
                .isEqualTo(TlsFault.Kind.WRONG_NAME);
        assertThat(tls(Optional.of(certificate("*.example.com", Duration.ofDays(9)))))
                .isEqualTo(TlsFault.Kind.UNKNOWN_AUTHORITY);
    }

    private static TlsFault.Kind tls(Optional<ShownCertificate> shown) {
        var finding = only(new Facts()
                .sentTo("https://files.example.com")
                .met(new Met.NoTls("no TLS: it failed", shown))
                .judged());
        return ((TlsFault) finding).kind();
    }

    @Test
    void aPageIsNoObjectStoreWhateverItsStatus() {
        for (int http : new int[] {200, 404, 502}) {
            var page = new StoreReply(http, true, "", Optional.empty(), "<html>", Optional.of(NOW));

            assertThat(only(new Facts().met(page).judged()).wrong())
                    .endsWith("no object store: HTTP " + http + " with an HTML page");
        }
    }

    @Test
    void aProxyThatChangesThePathIsToldByWhatTheStoreSaw() {
        var reply = refusal(BAD_SIGNATURE, Optional.of("/files" + PATH));

        var finding = only(new Facts().met(reply).directly(taken(NOW)).judged());

        assertThat(((ChangedByProxy) finding).part()).isEqualTo(ChangedByProxy.Part.PATH);
        assertThat(finding.wrong()).contains("what arrives there is /files/openim/openim/temp");
    }

    @Test
    void aProxyThatChangesHostIsToldByAPathThatArrives() {
        var reply = refusal(BAD_SIGNATURE, Optional.of(PATH));

        assertThat(part(new Facts().met(reply))).isEqualTo(ChangedByProxy.Part.HOST);
    }

    @Test
    void whereTheStoreDoesNotSayWhatItSawItsHealthPageDecides() {
        var reply = refusal(BAD_SIGNATURE, Optional.empty());

        assertThat(part(new Facts().met(reply).healthPage(taken(NOW)))).isEqualTo(ChangedByProxy.Part.HOST);
        assertThat(part(new Facts().met(reply).healthPage(refusal("AccessDenied", Optional.empty()))))
                .isEqualTo(ChangedByProxy.Part.PATH);
        assertThat(part(new Facts().met(reply))).isEqualTo(ChangedByProxy.Part.EITHER);
    }

    private static ChangedByProxy.Part part(Facts facts) {
        return ((ChangedByProxy) only(facts.judged())).part();
    }

    @Test
    void whatTheStoreRefusesAlsoDirectlyIsNoProxysFault() {
        var reply = refusal(BAD_SIGNATURE, Optional.of(PATH));

        assertThat(only(new Facts().met(reply).directly(reply).judged()))
                .isInstanceOf(FileFinding.RefusedByStore.class);
        assertThat(only(new Facts()
                        .met(refusal("NoSuchBucket", Optional.of(PATH)))
                        .judged()))
                .isInstanceOf(FileFinding.RefusedByStore.class);
    }

    @Test
    void clocksThatDifferAreToldInSecondsAndWhose() {
        var signerAhead = only(new Facts().signedAt(NOW.plusSeconds(1200)).judged());
        assertThat(signerAhead.wrong()).contains("is 1200 s ahead", "it is OpenIMServer that is wrong");

        var storeAhead = only(new Facts().met(taken(NOW.plusSeconds(900))).judged());
        assertThat(storeAhead.wrong()).contains("is 900 s behind", "it is the object store that is wrong");
    }

    @Test
    void aClockIsTheCauseAlsoWhereTheStoreRefusesForIt() {
        var reply = refusal("AccessDenied", Optional.of(PATH));

        assertThat(only(new Facts().signedAt(NOW.plusSeconds(1200)).met(reply).judged()))
                .isInstanceOf(FileFinding.ClockSkew.class);
        assertThat(only(new Facts()
                        .met(refusal("RequestTimeTooSkewed", Optional.of(PATH)))
                        .judged()))
                .isInstanceOf(FileFinding.ClockSkew.class);
    }

    @Test
    void clocksThatDifferByAMinuteAreNobodysFault() {
        assertThat(new Facts().signedAt(NOW.plusSeconds(60)).judged()).isEmpty();
    }

    private static FileFinding only(List<FileFinding> judged) {
        assertThat(judged).hasSize(1);
        return judged.get(0);
    }
}
