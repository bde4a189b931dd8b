package openim.verify.config.release;

import java.util.Optional;

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
}
