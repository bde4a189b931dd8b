package openim.verify.client.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.client.Failure;
import openim.verify.client.LoginRefused;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Reachability;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/** Says in our words how the driver failed. */
final class MongoFailures {

    /** Unauthorized, AuthenticationFailed, AuthenticationRequired. */
    private static final Set<Integer> CREDENTIALS = Set.of(13, 18, 8000);

    private MongoFailures() {}

    static <T> T saying(String from, Deadline deadline, Callable<T> look) {
        try {
            return look.call();
        } catch (CannotLook | NotLookedAt said) {
            throw said;
        } catch (NotConnected e) {
            if (Reachability.isUnknownName(e)) {
                throw new NotLookedAt(from + " cannot be found from here: " + e.words());
            }
            throw failed(from, Optional.of(e.failure()), e.words(), e);
        } catch (MongoSecurityException refused) {
            throw new LoginRefused(from, reason(refused));
        } catch (TimeoutException | MongoTimeoutException late) {
            throw failed(from, Optional.of(Failure.NO_ANSWER), "no answer within " + deadline, late);
        } catch (MongoCommandException answered) {
            if (CREDENTIALS.contains(answered.getErrorCode())) {
                throw new LoginRefused(from, answered.getErrorMessage());
            }
            throw failed(from, Optional.empty(), answered.getErrorMessage(), answered);
        } catch (Exception e) {
            // At the deadline the client is closed under whoever reads, and says so in many ways.
            if (deadline.isOver()) {
                throw failed(from, Optional.of(Failure.NO_ANSWER), "no answer within " + deadline, e);
            }
            throw e instanceof MongoException
                    ? failed(from, Optional.of(Failure.CUT), String.valueOf(e.getMessage()), e)
                    : failed(from, Optional.empty(), "its answer cannot be read: " + e, e);
        }
    }

    /** The server's own words, which the driver wraps. */
    private static String reason(MongoSecurityException refused) {
        return refused.getCause() instanceof MongoCommandException answered
                ? answered.getErrorCodeName() + ", " + answered.getErrorMessage()
                : "it refuses the login";
    }

    /** Without a failure, it answered. */
    private static CannotLook failed(String from, Optional<Failure> failure, String said, Exception cause) {
        String words = Excerpt.of(said);
        List<Evidence> evidence = new ArrayList<>(List.of(Evidence.of(Evidence.FROM, from)));
        failure.ifPresent(how -> evidence.add(Evidence.of(Evidence.FAILURE, how.word())));
        evidence.add(Evidence.of(Evidence.WORDS, words));
        return new CannotLook(from + ": " + words, cause, evidence.toArray(Evidence[]::new));
    }
}
