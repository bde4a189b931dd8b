package openim.verify.client.storage;

import io.minio.errors.ErrorResponseException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.client.Failure;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/** Calls the store, and says why it could not be looked at. */
final class StorageFailures {

    private static final int FORBIDDEN = 403;

    private StorageFailures() {}

    /**
     * Calls, up to the deadline.
     *
     * @throws NotLookedAt if the store refuses our keys
     * @throws CannotLook if it does not answer as a store does
     */
    static <T> T saying(String from, Deadline deadline, Callable<T> look) {
        try {
            return Bounded.call(deadline, "storage", look);
        } catch (NotLookedAt | CannotLook told) {
            throw told;
        } catch (ErrorResponseException answered) {
            String words = answered.errorResponse().code() + " "
                    + answered.errorResponse().message();
            if (answered.response().code() == FORBIDDEN) {
                throw new NotLookedAt(from + " refuses us: " + Excerpt.of(words));
            }
            throw cannot(from, Failure.NOT_OPENIM, words, answered);
        } catch (TimeoutException | InterruptedIOException late) {
            throw cannot(from, Failure.NO_ANSWER, "no answer within " + deadline, late);
        } catch (IOException failed) {
            throw cannot(from, Failure.CUT, String.valueOf(failed.getMessage()), failed);
        } catch (Exception strange) {
            throw cannot(from, Failure.NOT_OPENIM, "its answer cannot be read: " + strange.getMessage(), strange);
        }
    }

    private static CannotLook cannot(String from, Failure failure, String said, Exception cause) {
        String words = Excerpt.of(said);
        return new CannotLook(
                from + " cannot be looked at: " + words,
                cause,
                Evidence.of(Evidence.FROM, from),
                Evidence.of(Evidence.FAILURE, failure.word()),
                Evidence.of(Evidence.WORDS, words));
    }
}
