package openim.verify.suites.file;

import openim.verify.file.HardNames;
import openim.verify.file.InBucket;
import openim.verify.file.KeptFiles;
import openim.verify.file.KnownBytes;
import openim.verify.file.SeveralParts;
import openim.verify.file.TriedUpload;
import openim.verify.file.Uploader;
import openim.verify.file.WrongHash;
import openim.verify.file.doctor.Diagnosis;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Pair;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("full")
@DisplayName("File upload / download verification: large files, names, hashes, and what lies in the bucket")
final class FullFileSpec {

    @Proves("file.doctor")
    @DisplayName("whoever reaches the API reaches the files too")
    void doctorFindsNothing(Diagnosis diagnosis, Note note) {
        note.says(diagnosis.requireHealthy());
    }

    @Proves("file.access-url")
    @DisplayName("a file is read by the URL that OpenIM gives on asking")
    void accessUrlLeadsToTheBytes(TriedUpload tried, Note note) {
        var uploaded = tried.requireUploaded();
        var read = tried.owner().downloadsByAccessUrl(uploaded.name(), tried.content());

        note.says(read.requireEqual(tried.owner().toString()).description());
    }

    @Proves("file.several-parts")
    @DisplayName("a file of several parts, each signed on asking, comes back equal")
    void fileOfSeveralPartsComesBack(SeveralParts parts, Note note) {
        note.says(parts.cameBack());
    }

    @Proves("file.names")
    @DisplayName("names with blanks, unicode and % lead back to their files")
    void hardNamesLeadBack(Uploader uploader, Note note) {
        note.says(new HardNames(uploader).comeBack());
    }

    @Proves("file.known-hash")
    @DisplayName("known bytes are answered at once, and are no upload")
    void knownBytesAreNoUpload(Uploader uploader, Note note) {
        note.says(new KnownBytes(uploader).areAnsweredAtOnce());
    }

    @Proves("file.wrong-hash")
    @DisplayName("an upload that is not what it is said to be is refused")
    void wrongHashIsRefused(Uploader uploader, Note note) {
        note.says(new WrongHash(uploader).isRefused());
    }

    @Proves("file.kept")
    @DisplayName("the files of earlier runs still read")
    void filesOfEarlierRunsStillRead(KeptFiles kept, Pair pair, Note note) {
        note.says(kept.stillReadBy(pair.sender()));
    }

    @Proves("file.stored")
    @DisplayName("what was uploaded lies in OpenIM's bucket, with its size")
    void uploadsLieInTheBucket(InBucket bucket, Note note) {
        note.says(bucket.hasThemAll());
    }

    @Proves("file.unfinished")
    @DisplayName("nothing unfinished is left of our uploads")
    void nothingUnfinishedIsLeft(InBucket bucket, Note note) {
        note.says(bucket.hasNothingUnfinished());
    }
}
