package openim.verify.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.config.deployment.Directories;
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

    private static final Pattern IMAGE =
            Pattern.compile("(?m)^\\s*OPENIM_(SERVER|CHAT)_IMAGE\\s*=\\s*[\"']?([^\\s\"'#]+)");

    private static final int SHOWN_OF_COMMIT = 12;

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

    /**
     * The versions that a deployment's own directories tell, by name: {@code server.commit}, {@code chat.image}. Nothing is run for
     * it, and OpenIM's servers name no version when asked.
     */
    public static Map<String, String> versions(Directories directories) {
        Map<String, String> versions = new TreeMap<>();
        directories.server().flatMap(Build::commit).ifPresent(commit -> versions.put("server.commit", commit));
        directories.chat().flatMap(Build::commit).ifPresent(commit -> versions.put("chat.commit", commit));
        directories.docker().flatMap(project -> text(project.resolve(".env"))).ifPresent(env -> {
            Matcher image = IMAGE.matcher(env);
            while (image.find()) {
                versions.put(image.group(1).toLowerCase(Locale.ROOT) + ".image", image.group(2));
            }
        });
        return versions;
    }

    /** What is checked out there, which is what runs unless somebody forgot to build it. */
    private static Optional<String> commit(Path checkout) {
        Path git = checkout.resolve(".git");
        return text(git.resolve("HEAD"))
                .map(String::strip)
                .flatMap(head -> head.startsWith("ref: ") ? ofReference(git, head.substring(5)) : Optional.of(head))
                .filter(commit -> commit.matches("[0-9a-f]{40,64}"))
                .map(commit -> commit.substring(0, SHOWN_OF_COMMIT));
    }

    private static Optional<String> ofReference(Path git, String reference) {
        return text(git.resolve(reference))
                .map(String::strip)
                .or(() -> text(git.resolve("packed-refs")).stream()
                        .flatMap(packed -> Stream.of(packed.split("\n", -1)))
                        .filter(line -> line.endsWith(" " + reference))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .findFirst());
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
