package openim.verify.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.config.deployment.Directories;

/**
 * Which versions a deployment is of, as far as its own directories tell: the commit of a checkout, the images of a compose
 * project. Nothing is run for it, and OpenIM's servers name no version when asked.
 */
public final class Versions {

    private static final Pattern IMAGE =
            Pattern.compile("(?m)^\\s*OPENIM_(SERVER|CHAT)_IMAGE\\s*=\\s*[\"']?([^\\s\"'#]+)");

    private static final int SHOWN_OF_COMMIT = 12;

    private Versions() {}

    /** The versions that are known, by name: {@code server.commit}, {@code chat.image}. */
    public static Map<String, String> of(Directories directories) {
        Map<String, String> versions = new TreeMap<>();
        directories.server().flatMap(Versions::commit).ifPresent(commit -> versions.put("server.commit", commit));
        directories.chat().flatMap(Versions::commit).ifPresent(commit -> versions.put("chat.commit", commit));
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
