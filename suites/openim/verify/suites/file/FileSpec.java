package openim.verify.suites.file;

import openim.verify.file.ExternalAddress;
import openim.verify.file.Link;
import openim.verify.file.TriedUpload;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@Tag("full")
@DisplayName("File upload / download verification: what is uploaded comes back, from the address that clients get")
final class FileSpec {

    @Proves("file.round-trip")
    @DisplayName("fresh random bytes are uploaded and come back equal")
    void uploadedBytesComeBack(TriedUpload tried, Note note) {
        var uploaded = tried.requireUploaded();
        var downloaded = tried.owner().mustDownload(uploaded.name(), tried.content());

        note.says(tried.content().size() + " bytes up in " + uploaded.took().toMillis() + " ms, down in "
                + downloaded.took().toMillis() + " ms");
    }

    @Proves("file.link")
    @DisplayName("the link that clients put into their messages leads to the file")
    void linkLeadsToTheFile(TriedUpload tried, Note note) {
        note.says(Link.to(tried).leadsToTheFile());
    }

    @Proves("file.external-address")
    @DisplayName("the address that clients get for files works and is no placeholder")
    void addressThatClientsGetWorks(Deployment openim, TriedUpload tried, Note note) {
        var address = ExternalAddress.of(tried);

        note.says(address.works(
                tried.upload(),
                openim.settings().externalAddress(),
                openim.settings().clientsHere()));
    }
}
