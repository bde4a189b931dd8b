package openim.verify.client.net;

import java.io.IOException;
import openim.verify.client.Failure;
import org.jspecify.annotations.Nullable;

/** There is no connection, or no longer one, and why. */
public final class NotConnected extends IOException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;

    NotConnected(Failure failure, String words, @Nullable Throwable cause) {
        super(words, cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }

    /** The reason as a line for a person. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
