package openim.verify.config.release;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container's image.
 *
 * @param repository its name without registry and owner, such as {@code openim-server}, in lower case
 * @param tag empty where none was given
 */
public record Image(String repository, Optional<String> tag) {

    /** A registry may have a port, and a digest may follow the tag. */
    private static final Pattern NAME =
            Pattern.compile("(?:[^\\s@]*/)?(?<repository>[^\\s/:@]+)(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@\\S+)?");

    /** From a name such as {@code openim/openim-server:v3.8.3-patch.15}; empty if it is none. */
    public static Optional<Image> of(String name) {
        Matcher matcher = NAME.matcher(name.strip());
        return matcher.matches()
                ? Optional.of(new Image(
                        matcher.group("repository").toLowerCase(Locale.ROOT),
                        Optional.ofNullable(matcher.group("tag"))))
                : Optional.empty();
    }

    /** The release that its tag names; {@code latest} names none. */
    public Optional<String> release() {
        return tag.flatMap(Release::named);
    }
}
