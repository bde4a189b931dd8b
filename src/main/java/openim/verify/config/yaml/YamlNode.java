package openim.verify.config.yaml;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
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
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A part of a YAML document, in which every scalar is the text that was typed: {@code 0123} is a secret here, not 83.
 *
 * <p>What is not there is a node too, an empty one. Names are found whatever their case, as OpenIM finds them.
 */
public final class YamlNode {

    public static final YamlNode NOTHING = new YamlNode("");

    /** Of compose: what earlier files said of this does not count. */
    private static final String OVERRIDE = "!override";

    /** Of compose: nothing is left of this, here and in earlier files. */
    private static final String RESET = "!reset";

    /** Each use of an anchor counts; large compose files use one in every service. */
    private static final int ALIASES = 10_000;

    private final Object value;
    private final String tag;

    private YamlNode(Object value) {
        this.value = value instanceof Tagged tagged ? tagged.value() : value;
        this.tag = value instanceof Tagged tagged ? tagged.tag() : "";
    }

    /** A value with a tag that is not YAML's own. */
    private record Tagged(String tag, Object value) {}

    /**
     * Reads a document.
     *
     * @throws IOException if it cannot be read, or is no YAML; the message repeats nothing of its content
     */
    public static YamlNode read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return document(reader);
        }
    }

    /**
     * Reads a document that is at hand; JSON is one too.
     *
     * @throws IOException if it is no YAML; the message repeats nothing of its content
     */
    public static YamlNode parse(String text) throws IOException {
        return document(new StringReader(text));
    }

    private static YamlNode document(Reader reader) throws IOException {
        try {
            Object document = parser().load(reader);
            return document == null ? NOTHING : new YamlNode(document);
        } catch (MarkedYAMLException malformed) {
            // The exception's own message quotes the line, which may hold a secret.
            int line = malformed.getProblemMark() == null
                    ? 0
                    : malformed.getProblemMark().getLine() + 1;
            throw new NoYaml("is no YAML at line " + line, malformed);
        } catch (YAMLException malformed) {
            throw new NoYaml("is no YAML", malformed);
        }
    }

    /** What lies at the end of these names; a name may hold several, joined with dots. */
    public YamlNode at(String... names) {
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

    /** The part of exactly that name, which may hold dots. */
    public YamlNode named(String name) {
        return fields().getOrDefault(name, NOTHING);
    }

    /** The scalar here, unless it is blank. */
    public Optional<String> text() {
        return value instanceof String text && !text.isBlank() ? Optional.of(text.trim()) : Optional.empty();
    }

    /** Whether it says that what earlier files said of this does not count. */
    public boolean isOverride() {
        return tag.equals(OVERRIDE);
    }

    /** Whether it takes away what earlier files said of this, and says nothing itself. */
    public boolean isReset() {
        return tag.equals(RESET);
    }

    /** Whether it is not there at all, or null; a text that is empty is there. */
    public boolean isNothing() {
        return this == NOTHING;
    }

    /** The scalars here: of a list, or of a text with commas. */
    public List<String> texts() {
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
    public Map<String, YamlNode> fields() {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (name, child) -> fields.put(String.valueOf(name), child == null ? NOTHING : new YamlNode(child)));
        }
        return fields;
    }

    /** The parts of a list; none if this is none. */
    public List<YamlNode> elements() {
        return value instanceof List<?> list
                ? list.stream()
                        .map(element -> element == null ? NOTHING : new YamlNode(element))
                        .toList()
                : List.of();
    }

    public boolean isMapping() {
        return value instanceof Map<?, ?>;
    }

    public boolean isList() {
        return value instanceof List<?>;
    }

    private static Yaml parser() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(ALIASES);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new AnyTag(options), new Representer(unused), unused, options, new TextsOnly());
    }

    /** Keeps tags that it does not know, instead of refusing the document. */
    private static final class AnyTag extends SafeConstructor {

        AnyTag(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return new Tagged(node.getTag().getValue(), untagged(node));
                }
            });
        }

        private Object untagged(Node node) {
            if (node instanceof MappingNode mapping) {
                return constructMapping(mapping);
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructScalar((ScalarNode) node);
        }
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
