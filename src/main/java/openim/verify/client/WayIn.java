package openim.verify.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import openim.verify.await.SideBySide;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is reached that may be there several times: whoever knows one address goes there, and of several he takes the first
 * at which somebody answers. One that is dead is then named by the check that looks at each, and hides nothing else.
 *
 * <p>Chosen once, by whoever needs it first; the others wait for that. Safe for all threads.
 */
public final class WayIn {

    /** What came of asking, the best first. */
    public enum Sign {
        ANSWERS,
        /** Somebody took the connection, and was not done in time: hung, or only slow. */
        LATE,
        NOBODY;

        public static Sign of(Answer answer) {
            if (answer instanceof Answer.NoReply none) {
                return none.failure() == Failure.NO_ANSWER ? LATE : NOBODY;
            }
            return ANSWERS;
        }
    }

    private final List<URI> urls;
    private final Function<URI, Sign> asks;
    private @Nullable URI chosen;

    private WayIn(List<URI> urls, Function<URI, Sign> asks) {
        this.urls = List.copyOf(urls);
        this.asks = asks;
    }

    /** The only one; nobody is asked whether he answers. */
    public static WayIn at(URI url) {
        return new WayIn(List.of(url), any -> Sign.ANSWERS);
    }

    /**
     * The first of several that answers; if none does, the first that takes a connection, for the machine may be slow, and else the first.
     *
     * @param urls at least one, in the order in which they are preferred
     * @param asks at one of them, and ends by a deadline of its own
     */
    public static WayIn firstOf(List<URI> urls, Function<URI, Sign> asks) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a way that leads nowhere");
        }
        return new WayIn(urls, asks);
    }

    /** The address that is taken. */
    public synchronized URI url() {
        if (chosen == null) {
            chosen = choice();
        }
        return chosen;
    }

    private URI choice() {
        URI first = urls.get(0);
        List<URI> others = urls.subList(1, urls.size());
        Sign ofFirst = others.isEmpty() ? Sign.ANSWERS : asks.apply(first);
        if (ofFirst == Sign.ANSWERS) {
            return first;
        }
        List<Sign> signs = new ArrayList<>(List.of(ofFirst));
        signs.addAll(SideBySide.each(others, asks));
        return urls.get(signs.indexOf(Collections.min(signs)));
    }
}
