package openim.verify.suites.file;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.FILES;

import openim.verify.file.ExternalAddress;
import openim.verify.file.Link;
import openim.verify.file.TriedUpload;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

@DisplayName("File upload / download verification: what is uploaded comes back, from the address that clients get")
public final class FileSpec {

    @Proves("file.round-trip")
    @Promise(
            text = "fresh random bytes are uploaded and come back equal",
            section = FILES,
            suspect = "minio",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 610)
    void uploadedBytesComeBack(TriedUpload tried, Note note) {
        var uploaded = tried.requireUploaded();
        var downloaded = tried.owner().mustDownload(uploaded.name(), tried.content());

        note.says(tried.content().size() + " bytes up in " + uploaded.took().toMillis() + " ms, down in "
                + downloaded.took().toMillis() + " ms");
    }

    @Proves("file.link")
    @Promise(
            text = "the link to a file that clients put into their messages leads to it",
            section = FILES,
            suspect = "openim-api",
            needs = "file.round-trip",
            askedBy = SMOKE,
            rank = 620)
    void linkLeadsToTheFile(TriedUpload tried, Note note) {
        note.says(Link.to(tried).leadsToTheFile());
    }

    @Proves("file.external-address")
    @Promise(
            text = "the address that clients get for files works from here and is no placeholder",
            section = FILES,
            suspect = "minio",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 600)
    void addressThatClientsGetWorks(Deployment openim, TriedUpload tried, Note note) {
        var address = ExternalAddress.of(tried);

        note.says(address.works(
                tried.upload(),
                openim.settings().externalAddress(),
                openim.settings().clientsHere()));
    }
}
