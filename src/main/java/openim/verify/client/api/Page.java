package openim.verify.client.api;

import java.util.Map;

/**
 * Which page of a list.
 *
 * @param number from 1 on
 * @param size how many on a page
 */
public record Page(int number, int size) {

    /** The first few. */
    public static final Page FIRST = new Page(1, 20);

    public Page {
        if (number < 1 || size < 1) {
            throw new IllegalArgumentException("page " + number + " of " + size);
        }
    }

    Map<String, Integer> json() {
        return Map.of("pageNumber", number, "showNumber", size);
    }
}
