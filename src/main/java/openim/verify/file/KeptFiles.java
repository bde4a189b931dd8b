package openim.verify.file;

import java.util.List;
import openim.verify.client.file.Content;
import openim.verify.client.file.Download;
import openim.verify.client.file.FileFailure;
import openim.verify.client.file.ObjectName;
import openim.verify.client.user.User;
import openim.verify.target.Remembered.KeptFile;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Files of earlier runs, which were left where they are. */
public record KeptFiles(List<KeptFile> files) {

    private static final int GONE = 404;

    public KeptFiles {
        files = List.copyOf(files);
    }

    /**
     * Reads them all.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if one is gone, or has other bytes
     * @throws CannotLook if one cannot be read now, which is no sign that it is lost
     * @throws NotLookedAt if no earlier run left any
     */
    public String mustStillBeReadBy(User reader) {
        if (files.isEmpty()) {
            throw new NotLookedAt("no earlier run left a file here; this one does if it is healthy");
        }
        files.forEach(file -> mustRead(file, reader));
        return files.size() + " of earlier runs read as they were, the oldest "
                + files.get(0).name();
    }

    private static void mustRead(KeptFile file, User reader) {
        Download download = reader.downloads(new ObjectName(file.name()), Content.noted(file.size(), file.sha256()));
        if (download instanceof Download.Failed failed && !isGone(failed.failure())) {
            throw new CannotLook(
                    "the file " + file.name() + " of an earlier run cannot be read now: " + failed.description());
        }
        download.mustBeEqual(reader.toString());
    }

    private static boolean isGone(FileFailure failure) {
        return failure instanceof FileFailure.Rejected rejected && rejected.http() == GONE;
    }
}
