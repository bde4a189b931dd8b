package openim.verify.suites.file;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.FILES;

import openim.verify.client.storage.ObjectStore;
import openim.verify.file.FileToKeep;
import openim.verify.file.KeptFiles;
import openim.verify.file.TriedUpload;
import openim.verify.file.TriedUpload.ExternalAddress;
import openim.verify.file.TriedUpload.InBucket;
import openim.verify.file.TriedUpload.Link;
import openim.verify.file.Uploader;
import openim.verify.file.Uploader.HardNames;
import openim.verify.file.Uploader.KnownBytes;
import openim.verify.file.Uploader.SeveralParts;
import openim.verify.file.Uploader.WrongHash;
import openim.verify.file.doctor.FileDiagnosis;
import openim.verify.suite.Given;
import openim.verify.suite.Journey;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.suite.Steps;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import org.junit.jupiter.api.DisplayName;

/** A file on its way, as clients send it and read it; and what else a file may be. */
@DisplayName("File upload / download verification: what is uploaded comes back, from the address that clients get")
public final class FileSpec {

    /** Fresh bytes go up, in one part and in several, and come down by each way that leads to them. */
    @Journey
    @Promise(
            check = "file.external-address",
            text = "the address that clients get for files works from here and is no placeholder",
            section = FILES,
            suspect = "minio",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 600)
    @Promise(
            check = "file.round-trip",
            text = "fresh random bytes are uploaded and come back equal",
            section = FILES,
            suspect = "minio",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 610)
    @Promise(
            check = "file.link",
            text = "the link to a file that clients put into their messages leads to it",
            section = FILES,
            suspect = "openim-api",
            needs = "file.round-trip",
            askedBy = SMOKE,
            rank = 620)
    @Promise(
            check = "file.access-url",
            text = "a file is read by the URL that OpenIM gives on asking",
            section = FILES,
            suspect = "openim-rpc-third",
            needs = "file.round-trip",
            askedBy = FULL,
            rank = 630)
    @Promise(
            check = "file.several-parts",
            text = "a file of several parts, each signed on asking, comes back equal",
            section = FILES,
            suspect = "minio",
            needs = "probe.auth",
            askedBy = FULL,
            rank = 640)
    @Promise(
            check = "file.stored",
            text = "what was uploaded lies in OpenIM's bucket, with its size",
            section = FILES,
            suspect = "minio",
            needs = "file.round-trip",
            askedBy = FULL,
            required = false,
            rank = 690)
    @Promise(
            check = "file.unfinished",
            text = "nothing unfinished is left of our uploads in the bucket",
            section = FILES,
            suspect = "openim-rpc-third",
            needs = "file.round-trip",
            askedBy = FULL,
            required = false,
            rank = 700)
    void aFileGoesUpAndComesDown(
            Deployment openim,
            Given<Pair> pair,
            Given<FileToKeep> file,
            Given<Uploader> uploader,
            Given<ObjectStore> store,
            Steps step) {
        var settings = openim.settings();

        var tried = step.act("file.round-trip", () -> TriedUpload.by(pair.get().sender(), file.get()));

        step.check("file.external-address", note -> {
            var upload = tried.get();
            var address = ExternalAddress.of(upload);

            return note.says(address.mustWork(upload.upload(), settings.externalAddress(), settings.clientsHere()));
        });

        step.check("file.round-trip", note -> {
            var upload = tried.get();
            var uploaded = upload.mustBeUploaded();
            var downloaded = upload.owner().mustDownload(uploaded.name(), upload.content());

            return note.says(upload.content().size() + " bytes up in "
                    + uploaded.took().toMillis() + " ms, down in "
                    + downloaded.took().toMillis() + " ms");
        });

        step.check("file.link", note -> note.says(Link.to(tried.get()).mustLeadToTheFile()));

        step.check("file.access-url", note -> {
            var upload = tried.get();
            var uploaded = upload.mustBeUploaded();
            var read = upload.owner().downloadsByAccessUrl(uploaded.name(), upload.content());

            return note.says(read.mustBeEqual(upload.owner().toString()).description());
        });

        var parts = step.act("file.several-parts", () -> SeveralParts.by(uploader.get()));

        step.check("file.several-parts", note -> note.says(parts.get().mustComeBack()));

        var bucket = step.act("file.round-trip", () -> {
            var objects = store.get();
            return InBucket.of(objects, tried.get(), parts.get().tried());
        });

        step.check("file.stored", note -> note.says(bucket.get().mustHaveThemAll()));

        step.check("file.unfinished", note -> note.says(bucket.get().mustHaveNothingUnfinished()));

        step.lend(TriedUpload.class, tried);
    }

    @Proves("file.names")
    @Promise(
            text = "names with blanks, unicode and % lead back to their files",
            section = FILES,
            suspect = "openim-rpc-third",
            needs = "probe.auth",
            askedBy = FULL,
            rank = 650)
    void hardNamesLeadBack(Uploader uploader, Note note) {
        note.says(new HardNames(uploader).mustComeBack());
    }

    @Proves("file.known-hash")
    @Promise(
            text = "known bytes are answered at once, and are no upload",
            section = FILES,
            suspect = "openim-rpc-third",
            needs = "probe.auth",
            askedBy = FULL,
            rank = 660)
    void knownBytesAreNoUpload(Uploader uploader, Note note) {
        note.says(new KnownBytes(uploader).mustBeAnsweredAtOnce());
    }

    @Proves("file.wrong-hash")
    @Promise(
            text = "an upload that is not what it is said to be is refused",
            section = FILES,
            suspect = "openim-rpc-third",
            needs = "probe.auth",
            askedBy = FULL,
            rank = 670)
    void wrongHashIsRefused(Uploader uploader, Note note) {
        note.says(new WrongHash(uploader).mustBeRefused());
    }

    @Proves("file.kept")
    @Promise(
            text = "the files of earlier runs still read",
            section = FILES,
            suspect = "minio",
            needs = "probe.auth",
            askedBy = FULL,
            required = false,
            rank = 680)
    void filesOfEarlierRunsStillRead(KeptFiles kept, Pair pair, Note note) {
        note.says(kept.mustStillBeReadBy(pair.sender()));
    }

    @Proves("file.doctor")
    @Promise(
            text = "whoever reaches the API reaches the files too: the doctor of externalAddress finds nothing",
            section = FILES,
            suspect = "minio",
            needs = "probe.auth",
            askedBy = FULL,
            required = false,
            rank = 590)
    void doctorFindsNothing(Deployment openim, Uploader uploader, Note note) {
        note.says(FileDiagnosis.of(openim, uploader).mustBeHealthy());
    }
}
