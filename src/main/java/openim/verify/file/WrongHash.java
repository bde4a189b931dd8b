package openim.verify.file;

import java.util.List;
import openim.verify.client.Answer;
import openim.verify.client.file.Content;
import openim.verify.client.file.FileFailure;
import openim.verify.client.file.FreshPut;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/** Uploads that are not what they are said to be: OpenIM has to refuse them, or files would be taken for others. */
public record WrongHash(Uploader uploader) {

    private static final int SIZE = 1024;

    private static final String NAME = "wrong hash.bin";

    /**
     * Completes an upload with the hash of other bytes, and one of other bytes with the right hash.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if one of them is accepted, or refused without a verdict of OpenIM's
     * @throws NotLookedAt if it did not come to that
     */
    public String mustBeRefused() {
        User owner = uploader.owner();
        FreshPut leave = uploader.asksToPut(Content.fresh(SIZE), NAME)
                .requireOk(owner.toString(), "gets leave to upload a file of bytes that nobody had before");
        Content other = Content.fresh(SIZE);
        put(leave.with(other));
        refused(uploader.completes(leave, leave.with(other).md5s(), NAME), "the hash of other bytes");
        Answer words = refused(uploader.completes(leave, leave.md5s(), NAME), "other bytes than were announced");
        return "both refused: the hash of other bytes, and other bytes under the announced hash (" + words.description()
                + ")";
    }

    private void put(FreshPut leave) {
        uploader.owner().puts(leave).map(FileFailure::description).ifPresent(failure -> {
            throw NotLookedAt.because(new CheckId("file.round-trip"), new BrokenPromise(failure));
        });
    }

    private Answer refused(Answer answer, String what) {
        if (answer instanceof Answer.Reply reply && reply.errCode() != 0) {
            return answer;
        }
        throw BrokenPromise.seeing(
                answer.seen(),
                "an upload with " + what + " is refused",
                List.of(Evidence.of(Evidence.SEEN, answer.description())));
    }
}
