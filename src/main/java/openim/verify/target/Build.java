package openim.verify.target;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import openim.verify.config.release.Release;
import openim.verify.config.release.ReleaseNumber;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Weakness;

/**
 * The build that runs, as far as its files name it and its answers give it away.
 *
 * <p>What it can do is learnt and never assumed: a failing of a build that is not known to be right is told as a weakness. Asks
 * at most once, and only if that matters. Safe for all threads.
 */
public final class Build {

    private final Release release;
    private final Supplier<Optional<Boolean>> ofMain;
    private Optional<Boolean> answer = Optional.empty();
    private boolean asked;

    /**
     * @param release as the deployment's files name it
     * @param ofMain asks whether the server has a call that came to the main branch in May 2025, and to no release; empty if it
     *     cannot be asked now
     */
    public Build(Release release, Supplier<Optional<Boolean>> ofMain) {
        this.release = release;
        this.ofMain = ofMain;
    }

    public Release release() {
        return release;
    }

    /** Whether it is known that this build has not got that weakness. */
    public boolean isRight(KnownWeakness weakness) {
        return number().map(weakness::isRight).orElseGet(this::isOfMain);
    }

    private Optional<ReleaseNumber> number() {
        return release.server().flatMap(ReleaseNumber::of);
    }

    private synchronized boolean isOfMain() {
        if (!asked) {
            answer = ofMain.get();
            asked = answer.isPresent();
        }
        return answer.orElse(false);
    }

    /**
     * What it means that this build fails so.
     *
     * @param what what it did, as a sentence that begins with its subject
     * @return that it is as weak as it was built
     * @throws BrokenPromise if it is known to be right when it is well
     */
    public Weakness weakness(KnownWeakness weakness, String what, List<Evidence> evidence) {
        if (isRight(weakness)) {
            throw new BrokenPromise(
                    what + ", which a build of "
                            + release.server().orElse("the main branch since May 2025")
                            + " does not do when it is well",
                    evidence);
        }
        return new Weakness(what + ": " + weakness.meaning() + "; " + weakness.builds(), evidence);
    }
}
