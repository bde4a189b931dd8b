package openim.verify.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A part of a YAML document, in which every scalar is the text that was typed: {@code 0123} is a secret here, not 83.
 *
 * <p>What is not there is a node too, an empty one. Names are found whatever their case, as OpenIM finds them.
 */
final class YamlNode {

    static final YamlNode NOTHING = new YamlNode("");

    private final Object value;

    private YamlNode(Object value) {
        this.value = value;
    }

    /**
     * Reads a document.
     *
     * @throws IOException if it cannot be read, or is no YAML; the message repeats nothing of its content
     */
    static YamlNode read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Object document = parser().load(reader);
            return document == null ? NOTHING : new YamlNode(document);
        } catch (MarkedYAMLException malformed) {
            // The exception's own message quotes the line, which may hold a secret.
            int line = malformed.getProblemMark() == null
                    ? 0
                    : malformed.getProblemMark().getLine() + 1;
            throw new IOException("is no YAML at line " + line, malformed);
        } catch (YAMLException malformed) {
            throw new IOException("is no YAML", malformed);
        }
    }

    /** What lies at the end of these names; a name may hold several, joined with dots. */
    YamlNode at(String... names) {
        YamlNode node = this;
        for (String name : Arrays.stream(names)
                .flatMap(path -> Stream.of(path.split("\\.")))
                .toList()) {
            node = node.child(name);
        }
        return node;
    }

    private YamlNode child(String name) {
        return fields().entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NOTHING);
    }

    /** The scalar here, unless it is blank. */
    Optional<String> text() {
        return value instanceof String text && !text.isBlank() ? Optional.of(text.trim()) : Optional.empty();
    }

    /** The scalars here: of a list, or of a text with commas. */
    List<String> texts() {
        if (value instanceof List<?>) {
            return elements().stream()
                    .map(YamlNode::text)
                    .flatMap(Optional::stream)
                    .toList();
        }
        return text().map(text -> Stream.of(text.split(","))
                        .map(String::trim)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** The parts of a mapping, by name; none if this is none. */
    Map<String, YamlNode> fields() {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (name, child) -> fields.put(String.valueOf(name), child == null ? NOTHING : new YamlNode(child)));
        }
        return fields;
    }

    /** The parts of a list; none if this is none. */
    List<YamlNode> elements() {
        return value instanceof List<?> list
                ? list.stream()
                        .map(element -> element == null ? NOTHING : new YamlNode(element))
                        .toList()
                : List.of();
    }

    boolean isMapping() {
        return value instanceof Map<?, ?>;
    }

    boolean isList() {
        return value instanceof List<?>;
    }

    private static Yaml parser() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new TextsOnly());
    }

    /** Takes merges and nulls for what they are, and everything else for text. */
    private static final class TextsOnly extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
