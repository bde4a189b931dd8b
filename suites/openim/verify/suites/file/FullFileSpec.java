package openim.verify.suites.file;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.FILES;

import openim.verify.file.HardNames;
import openim.verify.file.InBucket;
import openim.verify.file.KeptFiles;
import openim.verify.file.KnownBytes;
import openim.verify.file.SeveralParts;
import openim.verify.file.TriedUpload;
import openim.verify.file.Uploader;
import openim.verify.file.WrongHash;
import openim.verify.file.doctor.FileDiagnosis;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.account.Pair;
import org.junit.jupiter.api.DisplayName;

@DisplayName("File upload / download verification: large files, names, hashes, and what lies in the bucket")
public final class FullFileSpec {

    @Proves("file.doctor")
    @Promise(
            text = "whoever reaches the API reaches the files too: the doctor of externalAddress finds nothing",
            section = FILES,
            suspect = "minio",
            needs = "probe.auth",
            askedBy = FULL,
            required = false,
            rank = 590)
    void doctorFindsNothing(FileDiagnosis diagnosis, Note note) {
        note.says(diagnosis.requireHealthy());
    }

    @Proves("file.access-url")
    @Promise(
            text = "a file is read by the URL that OpenIM gives on asking",
            section = FILES,
            suspect = "openim-rpc-third",
            needs = "file.round-trip",
            askedBy = FULL,
            rank = 630)
    void accessUrlLeadsToTheBytes(TriedUpload tried, Note note) {
        var uploaded = tried.requireUploaded();
        var read = tried.owner().downloadsByAccessUrl(uploaded.name(), tried.content());

        note.says(read.requireEqual(tried.owner().toString()).description());
    }

    @Proves("file.several-parts")
    @Promise(
            text = "a file of several parts, each signed on asking, comes back equal",
            section = FILES,
            suspect = "minio",
            needs = "probe.auth",
            askedBy = FULL,
            rank = 640)
    void fileOfSeveralPartsComesBack(SeveralParts parts, Note note) {
        note.says(parts.cameBack());
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
        note.says(new HardNames(uploader).comeBack());
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
        note.says(new KnownBytes(uploader).areAnsweredAtOnce());
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
        note.says(new WrongHash(uploader).isRefused());
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
        note.says(kept.stillReadBy(pair.sender()));
    }

    @Proves("file.stored")
    @Promise(
            text = "what was uploaded lies in OpenIM's bucket, with its size",
            section = FILES,
            suspect = "minio",
            needs = "file.round-trip",
            askedBy = FULL,
            required = false,
            rank = 690)
    void uploadsLieInTheBucket(InBucket bucket, Note note) {
        note.says(bucket.hasThemAll());
    }

    @Proves("file.unfinished")
    @Promise(
            text = "nothing unfinished is left of our uploads in the bucket",
            section = FILES,
            suspect = "openim-rpc-third",
            needs = "file.round-trip",
            askedBy = FULL,
            required = false,
            rank = 700)
    void nothingUnfinishedIsLeft(InBucket bucket, Note note) {
        note.says(bucket.hasNothingUnfinished());
    }
}
