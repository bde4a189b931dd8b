import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes of the build's list of parts the archive's: what the rehearsal alone needs is not in it, and the Java runtime is.
 *
 * <p>Run as it stands, by the jar that the list is of: {@code java -cp openim-verify.jar Contents.java BOM JAVA-VERSION JAVA-VENDOR}.
 */
public final class Contents {

    private Contents() {}

    public static void main(String[] arguments) throws Exception {
        JsonMapper json = new JsonMapper();
        File file = new File(arguments[0]);
        ObjectNode bom = (ObjectNode) json.readTree(file);
        Set<String> left = new HashSet<>();
        ArrayNode parts = bom.withArray("components");
        removeIf(parts, part -> {
            boolean out = part.path("scope").asText().equals("optional")
                    || part.path("group").asText().equals("org.bouncycastle");
            if (out) {
                left.add(part.path("bom-ref").asText());
            }
            return out;
        });
        ArrayNode relations = bom.withArray("dependencies");
        removeIf(relations, relation -> left.contains(relation.path("ref").asText()));
        relations.forEach(relation ->
                removeIf(((ObjectNode) relation).withArray("dependsOn"), target -> left.contains(target.asText())));
        ObjectNode runtime = parts.addObject();
        runtime.put("type", "platform").put("bom-ref", "java-runtime").put("name", "java-runtime");
        runtime.put("version", arguments[1]).put("publisher", arguments[2]).put("scope", "required");
        runtime.withArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        json.writerWithDefaultPrettyPrinter().writeValue(file, bom);
    }

    private interface Choice {
        boolean takes(JsonNode node);
    }

    private static void removeIf(ArrayNode nodes, Choice choice) {
        for (int index = nodes.size() - 1; index >= 0; index--) {
            if (choice.takes(nodes.get(index))) {
                nodes.remove(index);
            }
        }
    }
}
