package openim.verify.client;

import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import openim.verify.await.SideBySide;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is reached that may be there several times: whoever knows one address goes there, and of several he takes the first
 * at which somebody answers. One that is dead is then named by the check that looks at each, and hides nothing else.
 *
 * <p>Chosen once, by whoever needs it first; the others wait for that. Safe for all threads.
 */
public final class WayIn {

    private final List<URI> urls;
    private final Predicate<URI> answers;
    private @Nullable URI chosen;

    private WayIn(List<URI> urls, Predicate<URI> answers) {
        this.urls = List.copyOf(urls);
        this.answers = answers;
    }

    /** The only one; nobody is asked whether he answers. */
    public static WayIn at(URI url) {
        return new WayIn(List.of(url), any -> true);
    }

    /**
     * The first of several that answers, and the first if none does.
     *
     * @param urls at least one, in the order in which they are preferred
     * @param answers asks at one of them, and ends by a deadline of its own
     */
    public static WayIn firstOf(List<URI> urls, Predicate<URI> answers) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a way that leads nowhere");
        }
        return new WayIn(urls, answers);
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
        if (others.isEmpty() || answers.test(first)) {
            return first;
        }
        List<Boolean> answering = SideBySide.each(others, answers::test);
        int next = answering.indexOf(true);
        return next < 0 ? first : others.get(next);
    }
}
