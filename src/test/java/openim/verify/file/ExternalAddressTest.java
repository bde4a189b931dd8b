package openim.verify.file;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.client.Answer;
import openim.verify.client.Asked;
import openim.verify.client.Failure;
import openim.verify.client.file.FileClient.FileStep;
import openim.verify.client.file.FileFailure;
import openim.verify.client.file.ObjectName;
import openim.verify.client.file.Upload;
import openim.verify.file.TriedUpload.ExternalAddress;
import openim.verify.verdict.BrokenPromise;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExternalAddressTest {

    private static final ExternalAddress PUBLIC = new ExternalAddress(URI.create("https://files.example.com"));

    private static final String OTHER_ADDRESS = "set externalAddress in config/minio.yml";

    private static FileFailure.Unanswered unanswered(Failure failure, String words) {
        return new FileFailure.Unanswered(
                FileStep.PUT,
                new Answer.NoReply(new Asked("https://files.example.com/openim", ""), failure, words, Duration.ZERO));
    }

    private static FileFailure.Rejected rejected(int http, String code) {
        return new FileFailure.Rejected(
                FileStep.PUT, "https://files.example.com/openim", http, code, true, "", Duration.ZERO);
    }

    /** What whoever answers there does wrong: the address is right. */
    private static Stream<FileFailure> faultsOfTheProxy() {
        return Stream.of(
                unanswered(Failure.TLS, "no TLS: PKIX path validation failed"),
                unanswered(Failure.TLS, "no TLS: No subject alternative names present"),
                rejected(413, ""),
                rejected(403, "SignatureDoesNotMatch"));
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheProxy")
    void whereTheProxyIsAtFaultNobodyIsToldToChangeTheAddress(FileFailure failure) {
        assertBroken(failure)
                .withMessageContaining("externalAddress can stay as it is")
                .withMessageNotContaining(OTHER_ADDRESS);
    }

    @Test
    void whereNobodyIsMetTheAddressIsChanged() {
        assertBroken(unanswered(Failure.REFUSED, "refused")).withMessageContaining(OTHER_ADDRESS);
        assertBroken(rejected(404, "")).withMessageContaining(OTHER_ADDRESS);
    }

    private static ThrowableAssertAlternative<BrokenPromise> assertBroken(FileFailure failure) {
        Upload failed = new Upload.Failed(
                new ObjectName("oiv01a/one.bin"), Optional.of(PUBLIC.signedFor().toString()), failure);
        return assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> PUBLIC.mustWork(failed, Optional.empty(), true));
    }
}
