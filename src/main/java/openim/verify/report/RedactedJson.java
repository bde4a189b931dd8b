package openim.verify.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/** JSON, every text of which has gone through the redactor. */
public final class RedactedJson {

    public static final ObjectMapper MAPPER = new ObjectMapper();

    private RedactedJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Adds a text, if there is one. */
    static void putIfAny(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    public static String line(JsonNode node, Redactor redactor) {
        return redacted(node.deepCopy(), redactor).toString();
    }

    public static String pretty(JsonNode node, Redactor redactor) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(redacted(node.deepCopy(), redactor))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    /** Text by text: on the finished line, a secret such as {@code checks} would take a key with it. */
    private static JsonNode redacted(JsonNode node, Redactor redactor) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                object.set(field.getKey(), redacted(field.getValue(), redactor));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, redacted(array.get(i), redactor));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(redactor.redact(node.textValue()));
        }
        return node;
    }
}
