package openim.verify.verdict;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The stable name of a check, such as {@code message.pushed}.
 *
 * @param value a subject and a promise joined by a dot, in lower case
 */
public record CheckId(String value) implements Comparable<CheckId> {

    private static final Pattern FORM = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)*");

    public CheckId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not a check id like message.pushed");
        }
    }

    @Override
    public int compareTo(CheckId other) {
        return Comparator.<String>naturalOrder().compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
