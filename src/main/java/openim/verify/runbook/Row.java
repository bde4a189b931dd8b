package openim.verify.runbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A mapping of a runbook's file, read key by key. What is missing or has another form is told, and read as nothing, so that
 * everything that is wrong is found in one reading.
 *
 * @param where the file and the row, for the beginning of a sentence
 * @param fields the mapping
 * @param problems told of each
 */
record Row(String where, Map<String, Object> fields, Consumer<String> problems) {

    void problem(String sentence) {
        problems.accept(where + ": " + sentence);
    }

    /** Says which keys there are that nobody knows. */
    void onlyKnows(Set<String> known) {
        fields.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problem("the key " + key + " is not known; known are "
                        + known.stream().sorted().toList()));
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    String text(String key) {
        Object value = fields.get(key);
        if (value instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        problem(value == null ? key + " is missing" : key + " is no text");
        return "?";
    }

    /** The text at that key; empty if there is none. */
    Optional<String> ifGiven(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    List<String> texts(String key) {
        Object value = fields.get(key);
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        problem(value == null ? key + " is missing" : key + " is no list of texts");
        return List.of();
    }

    boolean flag(String key) {
        Object value = fields.get(key);
        if (value instanceof Boolean flag) {
            return flag;
        }
        problem(value == null ? key + " is missing" : key + " is neither true nor false");
        return false;
    }

    /** The mapping at that key; an empty one if there is none. */
    Row row(String key) {
        Object value = fields.getOrDefault(key, Map.of());
        if (!(value instanceof Map<?, ?>)) {
            problem(key + " is no mapping");
        }
        return new Row(where + ", " + key, mapping(value), problems);
    }

    /** The mappings of the list at that key; none if there is none. */
    List<Row> rows(String key) {
        Object value = fields.getOrDefault(key, List.of());
        if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
            return list.stream()
                    .map(each -> new Row(where + ", " + key, mapping(each), problems))
                    .toList();
        }
        problem(key + " is no list of mappings");
        return List.of();
    }

    /** This with more: a mapping is completed, anything else replaced. */
    Row completedBy(Map<String, Object> more) {
        return new Row(where, completed(fields, more), problems);
    }

    Row without(String key) {
        Map<String, Object> rest = new LinkedHashMap<>(fields);
        rest.remove(key);
        return new Row(where, rest, problems);
    }

    private static Map<String, Object> completed(Map<String, Object> fields, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        more.forEach((key, value) -> all.merge(
                key,
                value,
                (old, given) -> old instanceof Map<?, ?> && given instanceof Map<?, ?>
                        ? completed(mapping(old), mapping(given))
                        : given));
        return all;
    }

    /** With these words for those names in braces, in keys and in texts. */
    Row saying(Map<String, String> names) {
        return new Row(where, mapping(said(fields, names)), problems);
    }

    private static Object said(Object value, Map<String, String> names) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> said = new LinkedHashMap<>();
            map.forEach((key, each) -> said.put(said(String.valueOf(key), names).toString(), said(each, names)));
            return said;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> said(each, names)).toList();
        }
        if (value instanceof String text) {
            String said = text;
            for (Map.Entry<String, String> name : names.entrySet()) {
                said = said.replace("{" + name.getKey() + "}", name.getValue());
            }
            return said;
        }
        return value;
    }

    static Map<String, Object> mapping(Object value) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            // A key without a value is one that is missing.
            map.forEach((key, each) -> {
                if (each != null) {
                    mapping.put(String.valueOf(key), each);
                }
            });
        }
        return mapping;
    }
}
