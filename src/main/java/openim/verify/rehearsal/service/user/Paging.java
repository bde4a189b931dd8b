package openim.verify.rehearsal.service.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Which part of a list a client asked for.
 *
 * @param number counted from 1
 * @param size how many on a page
 */
public record Paging(int number, int size) {

    /** What {@code pagination} in a request says; nothing if it is not there. */
    public static Paging of(JsonNode pagination) {
        return new Paging(
                pagination.path("pageNumber").asInt(0),
                pagination.path("showNumber").asInt(0));
    }

    /** The part of this list; empty if no page was asked for. */
    public <T> List<T> of(List<T> all) {
        int from = Math.min(all.size(), Math.max(0, number - 1) * Math.max(0, size));
        return number < 1 ? List.of() : all.subList(from, Math.min(all.size(), from + size));
    }
}
