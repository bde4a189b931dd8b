package openim.verify.config.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;

/**
 * Which releases a deployment is made of, as far as its files tell: the tag or version file of a checkout, the tag of a
 * container's image.
 *
 * <p>A release is named as OpenIM names it, such as {@code v3.8.3-patch.15}; {@code main} is one too, though it is none that
 * stands still. What nobody can know from files is empty.
 *
 * @param server OpenIMServer's
 * @param chat ChatServer's
 */
public record Release(Optional<String> server, Optional<String> chat) {

    /** Nothing is known. */
    public static final Release UNKNOWN = new Release(Optional.empty(), Optional.empty());

    private static final String NOBODY_KNOWS = "unknown release";

    /** The name of what was never released. */
    public static final String MAIN = "main";

    /** The release that a tag or a version file means; empty if it means none. Up to 3.8.2 version files have no {@code v}. */
    public static Optional<String> named(String text) {
        String name = text.strip();
        if (name.equals(MAIN)) {
            return Optional.of(name);
        }
        return ReleaseNumber.of(name).map(number -> Character.isDigit(name.charAt(0)) ? "v" + name : name);
    }

    /**
     * That of OpenIMServer or ChatServer in a directory with its sources; empty where nothing tells.
     *
     * @param directory its root
     */
    public static Optional<String> ofCheckout(Path directory) {
        return new Checkout(directory).release();
    }

    /** OpenIMServer's, for people: its name, or "unknown release". */
    public String serverWords() {
        return server.orElse(NOBODY_KNOWS);
    }

    /** ChatServer's, for people: its name, or "unknown release". */
    public String chatWords() {
        return chat.orElse(NOBODY_KNOWS);
    }

    /** OpenIMServer's place among the releases; empty if it is unknown, or a branch, which moves. */
    public Optional<ReleaseNumber> serverNumber() {
        return server.filter(name -> !name.startsWith("release-")).flatMap(ReleaseNumber::of);
    }

    /** The same of ChatServer. */
    public Optional<ReleaseNumber> chatNumber() {
        return chat.filter(name -> !name.startsWith("release-")).flatMap(ReleaseNumber::of);
    }

    /** Both, for people. */
    @Override
    public String toString() {
        return "OpenIMServer " + serverWords() + ", ChatServer " + chatWords();
    }

    /**
     * A directory with the sources of OpenIMServer or ChatServer, asked for its release. No process is started: git's own files say
     * which tags the commit has that is checked out; without one, the version file counts that OpenIM keeps among its sources.
     *
     * @param directory its root
     */
    private record Checkout(Path directory) {

        private static final List<String> VERSION_FILES = List.of("version/version", "VERSION", "version.txt");

        private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
        private static final Pattern REFERENCE = Pattern.compile("ref:\\s*(refs/\\S+)");
        private static final Pattern PACKED = Pattern.compile("([0-9a-f]{40,64}) (refs/\\S+)");
        private static final Pattern TAGGED = Pattern.compile("object ([0-9a-f]{40,64})\\s");
        private static final String MAIN_BRANCH = "refs/heads/main";
        private static final String TAGS = "refs/tags/";
        private static final int HEADER = 1024;

        /** A reference's name and the commit or tag object that it stands for. */
        private record Reference(String name, String object) {}

        Optional<String> release() {
            return tag().or(this::mainBranch).or(this::version);
        }

        /** The version files of the main branch are not kept up: of a checkout of it they name a release long past. */
        private Optional<String> mainBranch() {
            return gitDirectory()
                    .flatMap(git -> file(git.resolve("HEAD")))
                    .map(REFERENCE::matcher)
                    .filter(head -> head.matches() && head.group(1).equals(MAIN_BRANCH))
                    .map(head -> MAIN);
        }

        /** Of the tags of the commit that is checked out the latest. */
        private Optional<String> tag() {
            return gitDirectory().flatMap(git -> {
                Path common = file(git.resolve("commondir"))
                        .map(path -> git.resolve(path).normalize())
                        .orElse(git);
                List<Reference> packed = packed(common);
                return commit(git, common, packed)
                        .flatMap(commit -> Stream.concat(packed.stream(), loose(common))
                                .filter(reference -> reference.name().startsWith(TAGS))
                                .filter(reference -> reference.object().equals(commit)
                                        || peeled(common, reference.object())
                                                .filter(commit::equals)
                                                .isPresent())
                                .map(reference -> reference.name().substring(TAGS.length()))
                                .filter(name -> ReleaseNumber.of(name).isPresent())
                                .max(Comparator.comparing(
                                        name -> ReleaseNumber.of(name).orElseThrow())));
            });
        }

        /** A worktree and a submodule have a file that says where it is. */
        private Optional<Path> gitDirectory() {
            Path git = directory.resolve(".git");
            if (Files.isDirectory(git)) {
                return Optional.of(git);
            }
            return file(git)
                    .filter(text -> text.startsWith("gitdir:"))
                    .map(text -> directory
                            .resolve(text.substring("gitdir:".length()).strip())
                            .normalize());
        }

        private static Optional<String> commit(Path git, Path common, List<Reference> packed) {
            return file(git.resolve("HEAD"))
                    .flatMap(head -> {
                        Matcher branch = REFERENCE.matcher(head);
                        if (!branch.matches()) {
                            return Optional.of(head);
                        }
                        return file(common.resolve(branch.group(1)))
                                .or(() -> packed.stream()
                                        .filter(reference -> reference.name().equals(branch.group(1)))
                                        .map(Reference::object)
                                        .findFirst());
                    })
                    .filter(hash -> COMMIT.matcher(hash).matches());
        }

        /** A tag with a message stands there twice: as itself, and below as the commit behind it. */
        private static List<Reference> packed(Path common) {
            List<Reference> references = new ArrayList<>();
            String last = "";
            for (String line : file(common.resolve("packed-refs")).stream()
                    .flatMap(String::lines)
                    .toList()) {
                Matcher matcher = PACKED.matcher(line);
                if (matcher.matches()) {
                    last = matcher.group(2);
                    references.add(new Reference(last, matcher.group(1)));
                } else if (line.startsWith("^")) {
                    references.add(new Reference(last, line.substring(1).strip()));
                }
            }
            return references;
        }

        private static Stream<Reference> loose(Path common) {
            Path tags = common.resolve(TAGS);
            if (!Files.isDirectory(tags)) {
                return Stream.empty();
            }
            try (Stream<Path> files = Files.walk(tags)) {
                return files
                        .filter(Files::isRegularFile)
                        .flatMap(path -> file(path).stream()
                                .map(object -> new Reference(
                                        TAGS + tags.relativize(path).toString().replace('\\', '/'), object)))
                        .toList()
                        .stream();
            } catch (IOException | java.io.UncheckedIOException unreadable) {
                return Stream.empty();
            }
        }

        /** The commit behind a tag with a message, unless that lies in a pack. */
        private static Optional<String> peeled(Path common, String object) {
            if (!COMMIT.matcher(object).matches()) {
                return Optional.empty();
            }
            Path path =
                    common.resolve("objects").resolve(object.substring(0, 2)).resolve(object.substring(2));
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            try (InputStream in = new InflaterInputStream(Files.newInputStream(path))) {
                String content = new String(in.readNBytes(HEADER), StandardCharsets.ISO_8859_1);
                Matcher tagged = TAGGED.matcher(content);
                return content.startsWith("tag ") && tagged.find() ? Optional.of(tagged.group(1)) : Optional.empty();
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        }

        private Optional<String> version() {
            return VERSION_FILES.stream()
                    .map(directory::resolve)
                    .flatMap(path -> file(path).stream())
                    .flatMap(text -> text.lines().map(String::strip).limit(1))
                    .flatMap(line -> named(line).stream())
                    .findFirst();
        }

        private static Optional<String> file(Path path) {
            try {
                return Files.isRegularFile(path)
                        ? Optional.of(Files.readString(path).strip())
                        : Optional.empty();
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        }
    }
}
