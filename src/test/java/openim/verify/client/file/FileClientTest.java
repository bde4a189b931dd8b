package openim.verify.client.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import openim.verify.ClosedPort;
import openim.verify.client.Failure;
import openim.verify.client.Latencies;
import openim.verify.client.RateCap;
import openim.verify.client.Token;
import openim.verify.client.api.ApiClient;
import openim.verify.client.api.ObjectApi;
import openim.verify.client.file.FileClient.FileStep;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Peer;
import openim.verify.client.net.Tls;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileClientTest {

    private static final Token TOKEN = new Token("alices");
    private static final ObjectName NAME = ObjectName.of(FakeStore.ALICE, "probe ü.bin");

    private final FakeStore store = new FakeStore();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatWasUploadedComesBackEqual() {
        Content content = Content.fresh(1000);

        var upload = client().upload(NAME, content, TOKEN).mustBeDone("alice");
        var download = client().download(NAME, content).mustBeEqual("alice");

        assertThat(upload.parts()).isEqualTo(1);
        assertThat(upload.signedFor()).hasValue(store.url());
        assertThat(download.size()).isEqualTo(1000);
        assertThat(download.signedFor()).hasValue(store.url());
    }

    @Test
    void aLargeFileIsUploadedInPartsAndMissingSignaturesAreAskedFor() {
        Content content = Content.fresh(11 * 1024 * 1024);
        store.signsAtOnce(1);

        assertThat(client().upload(NAME, content, TOKEN).mustBeDone("alice").parts())
                .isEqualTo(3);
        assertThat(client().download(NAME, content)).isInstanceOf(Download.Equal.class);
    }

    @Test
    void aFileFromBeforeIsComparedByItsDigest() {
        Content content = Content.fresh(1000);
        client().upload(NAME, content, TOKEN);

        assertThat(client().download(NAME, Content.noted(1000, content.sha256())))
                .isInstanceOf(Download.Equal.class);
        assertThat(client().download(NAME, Content.noted(1000, "0".repeat(64))).description())
                .startsWith("other bytes came: of the same size, but sha256 ");
    }

    @Test
    void oneOtherByteIsFound() {
        Content content = Content.fresh(200_000);
        byte[] other = content.bytes().orElseThrow().clone();
        other[123_456]++;
        client().upload(NAME, content, TOKEN);
        store.replaces(1, other);

        assertDiffers(client().download(NAME, content), "byte 123456 is the first that differs");
    }

    @Test
    void aShorterFileIsFound() {
        Content content = Content.fresh(1000);
        store.replaces(1, Arrays.copyOf(content.bytes().orElseThrow(), 999));

        assertDiffers(client().download(NAME, content), "only 999 of 1000 bytes came");
    }

    @Test
    void aLongerFileIsNotReadToItsEnd() {
        Content content = Content.fresh(1000);
        store.replaces(1, Arrays.copyOf(content.bytes().orElseThrow(), 1001));

        assertDiffers(client().download(NAME, content), "more than the 1000 bytes came");
    }

    @Test
    void aPageInThePlaceOfTheBytesIsFound() {
        store.answers("GET /bucket/", 200, "text/html", "<!DOCTYPE html><html>sign in</html>");

        assertDiffers(client().download(NAME, Content.fresh(1000)), "an HTML page came");
    }

    @Test
    void aSignatureThatDoesNotMatchIsToldByItsCode() {
        store.answers(
                "PUT /bucket/",
                403,
                "application/xml",
                "<Error><Code>SignatureDoesNotMatch</Code><Message>Check your key</Message></Error>");

        Upload upload = client().upload(NAME, Content.fresh(10), TOKEN);

        assertThat(upload)
                .isInstanceOfSatisfying(
                        Upload.Failed.class,
                        failed -> assertThat(failed.failure())
                                .isInstanceOfSatisfying(FileFailure.Rejected.class, rejected -> {
                                    assertThat(rejected.step()).isEqualTo(FileStep.PUT);
                                    assertThat(rejected.code()).isEqualTo("SignatureDoesNotMatch");
                                    assertThat(rejected.http()).isEqualTo(403);
                                    assertThat(rejected.html()).isFalse();
                                }));
        assertThat(upload.evidence())
                .contains(Evidence.of("s3Code", "SignatureDoesNotMatch"), Evidence.of("signedFor", store.url()))
                .noneSatisfy(e -> assertThat(e.value()).contains("KEY"));
        assertThatThrownBy(() -> upload.mustBeDone("alice"))
                .isInstanceOf(BrokenPromise.class)
                .hasMessage("the presigned PUT: HTTP 403 SignatureDoesNotMatch, Check your key, from " + store.url()
                        + "/bucket/key-1; expected that alice uploads a file");
    }

    @Test
    void aLinkIsFollowedWhereverItLeadsOn() {
        Content content = Content.fresh(1000);
        client().upload(NAME, content, TOKEN);

        assertThat(client().downloadByLink(NAME, client().linkTo(NAME), content))
                .isInstanceOf(Download.Equal.class);
    }

    @Test
    void aLinkThatLeadsInACircleIsGivenUp() {
        store.leadsInACircle();

        var download = client().downloadByLink(NAME, client().linkTo(NAME), Content.fresh(10));

        assertThat(download.description()).startsWith("the link to the file: HTTP 302");
    }

    @Test
    void aLinkToNobodyIsUnreachable() {
        var download =
                client().downloadByLink(NAME, URI.create("http://openim-api.invalid/object/x"), Content.fresh(10));

        assertUnanswered(
                ((Download.Failed) download).failure(),
                FileStep.LINK,
                Failure.UNREACHABLE,
                "unknown host openim-api.invalid");
    }

    @Test
    void aPlaceholderInThePlaceOfTheAddressIsUnreachable() {
        store.signsFor("http://external_ip:10005");

        Upload upload = client().upload(NAME, Content.fresh(10), TOKEN);

        assertThat(upload.signedFor()).hasValue("http://external_ip:10005");
        assertUnanswered(
                ((Upload.Failed) upload).failure(), FileStep.PUT, Failure.UNREACHABLE, "unknown host external_ip");
    }

    @Test
    void anAddressOnWhichNobodyListensIsRefused() {
        store.signsFor("http://127.0.0.1:" + ClosedPort.number());

        Download download = client().download(NAME, Content.fresh(10));

        assertUnanswered(((Download.Failed) download).failure(), FileStep.GET, Failure.REFUSED, "connection refused");
    }

    @Test
    void aStoreThatDripsIsNoAnswer() {
        try (var dripping = Peer.dripping("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")) {
            store.signsFor(dripping.url().toString());
            var hurried = client(Duration.ofSeconds(2));

            Download download = hurried.download(NAME, Content.fresh(1000));

            assertUnanswered(
                    ((Download.Failed) download).failure(), FileStep.GET, Failure.NO_ANSWER, "no whole answer within");
        }
    }

    @Test
    void aDownloadThatBreaksOffIsCut() {
        try (var cutting = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")) {
            store.signsFor(cutting.url().toString());

            Download download = client().download(NAME, Content.fresh(1000));

            assertUnanswered(((Download.Failed) download).failure(), FileStep.GET, Failure.CUT, "in the middle");
        }
    }

    @Test
    void anUnknownFileIsToldInTheServersWords() {
        Download download = client().download(new ObjectName("bob/none"), Content.fresh(10));

        assertThatThrownBy(() -> download.mustBeEqual("bob"))
                .isInstanceOf(BrokenPromise.class)
                .hasMessage("asking for the file: HTTP 404, Error: 1004 RecordNotFoundError, from " + store.url()
                        + "/object/bob/none; expected that bob reads the file bob/none");
    }

    @Test
    void aPageInThePlaceOfTheRedirectIsToldSo() {
        store.answers("GET /object/", 200, "text/html", "<html>welcome</html>");

        assertThat(client().download(NAME, Content.fresh(10)).description())
                .startsWith("asking for the file: HTTP 200 with an HTML page");
    }

    @Test
    void aRedirectToNowhereIsToldSo() {
        store.answers("GET /object/", 302, "text/plain", "");

        assertThat(client().download(NAME, Content.fresh(10)).description())
                .startsWith("asking for the file: HTTP 302, which leads nowhere that a client could go");
    }

    @Test
    void whatOpenImRefusesIsToldWithItsStep() {
        store.answers(
                "POST /object/complete",
                200,
                "application/json",
                "{\"errCode\":500,\"errMsg\":\"ServerInternalError\",\"errDlt\":\"md5 not equal\"}");

        Upload upload = client().upload(NAME, Content.fresh(10), TOKEN);

        assertThat(((Upload.Failed) upload).failure().description())
                .startsWith("completing the upload: errCode 500 ServerInternalError: md5 not equal");
    }

    @Test
    void knownBytesAreNotUploadedAgain() {
        store.answers(
                "POST /object/initiate",
                200,
                "application/json",
                "{\"errCode\":0,\"data\":{\"url\":\"http://api/x\"}}");

        assertThat(client().upload(NAME, Content.fresh(10), TOKEN)
                        .mustBeDone("alice")
                        .skipped())
                .isTrue();
    }

    @Test
    void whatIsOnlyNotedCannotBeUploaded() {
        assertThatThrownBy(() -> client().upload(NAME, Content.noted(10, "0".repeat(64)), TOKEN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertDiffers(Download download, String difference) {
        assertThat(download)
                .isInstanceOfSatisfying(
                        Download.Differs.class, d -> assertThat(d.difference()).isEqualTo(difference));
    }

    private static void assertUnanswered(FileFailure failure, FileStep step, Failure how, String words) {
        assertThat(failure).isInstanceOfSatisfying(FileFailure.Unanswered.class, unanswered -> {
            assertThat(unanswered.step()).isEqualTo(step);
            assertThat(unanswered.none().failure()).isEqualTo(how);
            assertThat(unanswered.none().words()).contains(words);
        });
    }

    private FileClient client() {
        return client(Duration.ofSeconds(60));
    }

    private FileClient client(Duration transfer) {
        var api =
                new ApiClient(URI.create(store.url()), Tls.ofTheJdk(), Duration.ofSeconds(60), RateCap.perSecond(1000));
        return new FileClient(
                new ObjectApi(api),
                Tls.ofTheJdk(),
                OwnHosts.named(List.of("127.0.0.1"), List.of()),
                transfer,
                new Latencies());
    }
}
