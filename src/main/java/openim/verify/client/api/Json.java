package openim.verify.client.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Writes the bodies we send and reads the data we get; what is not as it should be is an IllegalArgumentException. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String text(Object body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException ours) {
            throw new IllegalArgumentException("cannot be sent as JSON: " + body.getClass(), ours);
        }
    }

    /** The JSON object that a text is, if it is one. */
    static Optional<JsonNode> object(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException otherwise) {
            return Optional.empty();
        }
    }

    static String text(JsonNode data, String field) {
        JsonNode value = data.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IllegalArgumentException("no " + field);
        }
        return value.textValue();
    }

    static long number(JsonNode data, String field) {
        JsonNode value = data.path(field);
        if (!value.canConvertToLong()) {
            throw new IllegalArgumentException("no " + field);
        }
        return value.longValue();
    }

    /** The elements of an array; none where it is null or absent, as Go writes an empty one. */
    static <T> List<T> list(JsonNode data, String field, Function<JsonNode, T> each) {
        return StreamSupport.stream(array(data, field).spliterator(), false)
                .map(each)
                .toList();
    }

    /** The members of an object; none where it is null or absent. */
    static <K, V> Map<K, V> map(JsonNode data, String field, Function<String, K> key, Function<JsonNode, V> value) {
        JsonNode object = data.path(field);
        if (!object.isObject() && !object.isNull() && !object.isMissingNode()) {
            throw new IllegalArgumentException(field + " is no object");
        }
        Map<K, V> map = new LinkedHashMap<>();
        object.properties().forEach(e -> map.put(key.apply(e.getKey()), value.apply(e.getValue())));
        return map;
    }

    private static JsonNode array(JsonNode data, String field) {
        JsonNode array = data.path(field);
        if (!array.isArray() && !array.isNull() && !array.isMissingNode()) {
            throw new IllegalArgumentException(field + " is no list");
        }
        return array;
    }
}
