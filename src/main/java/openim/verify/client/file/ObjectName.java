package openim.verify.client.file;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.client.UserId;

/**
 * The name of a file. A user's files lie below his id.
 *
 * @param value such as {@code alice/photo.png}
 */
public record ObjectName(String value) {

    public ObjectName {
        if (!value.matches("[^/]+(/[^/]+)+")) {
            throw new IllegalArgumentException("'" + value + "' is no object name like user/file");
        }
    }

    public static ObjectName of(UserId owner, String name) {
        return new ObjectName(owner + "/" + name);
    }

    /** As it stands in a URL. */
    String path() {
        return Stream.of(value.split("/"))
                .map(s -> URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    @Override
    public String toString() {
        return value;
    }
}
