package openim.verify.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import openim.verify.config.Values.Layer;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.SettingKind;
import openim.verify.config.setting.Sourced;
import openim.verify.config.setting.TargetMode;
import openim.verify.config.yaml.Unreadable;
import openim.verify.config.yaml.YamlNode;

/**
 * What people, and a rehearsal, gave: all layers above the deployment's own files.
 *
 * <p>A rehearsal describes itself. What the environment or the settings file says of some other deployment is set aside then,
 * and on the command line it is refused: nothing real may ever be verified under the name of a rehearsal.
 */
final class GivenSettings {

    private static final String PREFIX = "openim.";
    private static final String VARIABLE_PREFIX = "OPENIM_";

    private final Inputs inputs;
    private final Problems problems;
    private final Map<Layer, Map<SettingKey, Sourced>> layers = new EnumMap<>(Layer.class);

    private GivenSettings(Inputs inputs, Problems problems) {
        this.inputs = inputs;
        this.problems = problems;
    }

    /** Reads them; what is unknown, refused or unreadable is a problem. */
    static GivenSettings read(Inputs inputs, Problems problems) {
        GivenSettings given = new GivenSettings(inputs, problems);
        given.commandLine();
        given.environment();
        given.settingsFile();
        given.keepRehearsalApart();
        given.rehearsal();
        return given;
    }

    Values values() {
        Values values = Values.none();
        for (Map.Entry<Layer, Map<SettingKey, Sourced>> layer : layers.entrySet()) {
            values = values.with(layer.getKey(), layer.getValue());
        }
        return values;
    }

    /** What {@code openim.target} says, or follows from a rehearsal that was started. */
    Optional<TargetMode> target() {
        Optional<TargetMode> asked = values().get(SettingKey.TARGET, Reading::target);
        return asked.isEmpty() && !inputs.embedded().isEmpty() ? Optional.of(TargetMode.EMBEDDED) : asked;
    }

    private void commandLine() {
        inputs.commandLine().forEach((key, value) -> typed(Layer.COMMAND_LINE, key, value, "command line"));
        inputs.systemProperties().forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                typed(Layer.SYSTEM_PROPERTY, key, value, "system property -D" + key);
            }
        });
    }

    private void typed(Layer layer, String name, String value, String source) {
        if (value.isBlank()) {
            return;
        }
        known(name, source).ifPresent(key -> {
            if (key.isSecret()) {
                problems.add(
                        key,
                        "is a secret and refused from the " + source
                                + ", where every process list and report can show it;" + " set " + key.environmentName()
                                + " in the environment, or use openim-verify.yaml");
            } else {
                put(layer, key, value, source);
            }
        });
    }

    private void environment() {
        for (SettingKey key : SettingKey.values()) {
            String name = key.environmentName();
            String value = inputs.environment().getOrDefault(name, "");
            put(Layer.ENVIRONMENT, key, value, "environment " + name);
        }
        List<String> names = Arrays.stream(SettingKey.values())
                .map(SettingKey::environmentName)
                .toList();
        inputs.environment().keySet().stream()
                .filter(name -> name.startsWith(VARIABLE_PREFIX) && !names.contains(name))
                .forEach(name -> problems.warn(name, "is no setting of ours and was passed over" + meant(name, names)));
    }

    private void settingsFile() {
        List<Path> files = inputs.settingsFiles();
        if (files.size() > 1) {
            problems.add(files.get(1).toString(), "there is " + files.get(0) + " too; keep one of them");
        }
        files.stream()
                .findFirst()
                .ifPresent(file -> SettingsFile.read(file, problems)
                        .forEach((name, value) -> known(name, file.toString())
                                .ifPresent(key -> put(Layer.SETTINGS_FILE, key, value, file.toString()))));
    }

    private void rehearsal() {
        inputs.embedded().forEach((name, value) -> {
            SettingKey key = SettingKey.named(name)
                    .orElseThrow(
                            () -> new IllegalArgumentException("the rehearsal hands out an unknown setting: " + name));
            put(Layer.REHEARSAL, key, value, "rehearsal");
        });
    }

    private void keepRehearsalApart() {
        Optional<TargetMode> target = target();
        if (target.filter(TargetMode.LIVE::equals).isPresent()
                && !inputs.embedded().isEmpty()) {
            throw new IllegalArgumentException("a rehearsal was started for a live target");
        }
        if (target.filter(TargetMode.EMBEDDED::equals).isEmpty()) {
            return;
        }
        takeOut(Layer.COMMAND_LINE, Layer.SYSTEM_PROPERTY)
                .forEach(entry -> problems.add(
                        entry.getKey(),
                        "contradicts " + SettingKey.TARGET.key() + "=embedded: a rehearsal describes itself ("
                                + entry.getValue().source() + ")"));
        takeOut(Layer.ENVIRONMENT, Layer.SETTINGS_FILE)
                .forEach(entry -> problems.warn(
                        entry.getKey().key(),
                        "set aside, because this is a rehearsal ("
                                + entry.getValue().source() + ")"));
    }

    private List<Map.Entry<SettingKey, Sourced>> takeOut(Layer... from) {
        List<Map.Entry<SettingKey, Sourced>> taken = Stream.of(from)
                .flatMap(layer -> layers.getOrDefault(layer, Map.of()).entrySet().stream())
                .filter(entry -> entry.getKey().describesDeployment())
                .map(Map.Entry::copyOf)
                .toList();
        for (Layer layer : from) {
            layers.getOrDefault(layer, Map.of()).keySet().removeIf(SettingKey::describesDeployment);
        }
        return taken;
    }

    private void put(Layer layer, SettingKey key, String value, String source) {
        if (!value.isBlank()) {
            layers.computeIfAbsent(layer, first -> new EnumMap<>(SettingKey.class))
                    .put(key, new Sourced(value.trim(), source));
        }
    }

    private Optional<SettingKey> known(String name, String source) {
        Optional<SettingKey> key = SettingKey.named(name);
        if (key.isEmpty()) {
            List<String> names =
                    Arrays.stream(SettingKey.values()).map(SettingKey::key).toList();
            problems.add(name, "there is no such setting (" + source + ")" + meant(name, names));
        }
        return key;
    }

    private static String meant(String name, List<String> names) {
        Function<String, String> question = nearest -> "; did you mean " + nearest + "?";
        return Spelling.nearest(name, names).map(question).orElse("");
    }

    /** The settings file: keys nested or with dots, lists as lists or with commas. */
    private static final class SettingsFile {

        private SettingsFile() {}

        /** Its keys and values; none if it cannot be read, which is a problem then. */
        static Map<String, String> read(Path file, Problems problems) {
            Map<String, String> values = new LinkedHashMap<>();
            try {
                flatten("", YamlNode.read(file), values);
                warnIfOpen(file, values, problems);
            } catch (IOException unreadable) {
                problems.add(file.toString(), Unreadable.sentence(file, unreadable));
            }
            return values;
        }

        private static void flatten(String path, YamlNode node, Map<String, String> into) {
            if (node.isMapping()) {
                node.fields().forEach((name, child) -> flatten(path.isEmpty() ? name : path + "." + name, child, into));
            } else if (node.isList()) {
                List<String> elements = node.elements().stream()
                        .flatMap(element -> element.text().stream())
                        .toList();
                into.put(path, isCommand(path) ? asJson(elements) : String.join(",", elements));
            } else {
                node.text().ifPresent(text -> into.put(path, text));
            }
        }

        /** Its arguments may hold commas. */
        private static boolean isCommand(String path) {
            return SettingKey.named(path)
                    .filter(key -> key.kind() == SettingKind.COMMAND)
                    .isPresent();
        }

        private static String asJson(List<String> elements) {
            return new ObjectMapper().valueToTree(elements).toString();
        }

        private static void warnIfOpen(Path file, Map<String, String> values, Problems problems) throws IOException {
            List<String> secrets = values.keySet().stream()
                    .filter(key ->
                            SettingKey.named(key).filter(SettingKey::isSecret).isPresent())
                    .sorted()
                    .toList();
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix
                    && !secrets.isEmpty()
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                problems.warn(
                        file.toString(),
                        "everybody on this machine can read it, and it holds " + String.join(", ", secrets)
                                + "; chmod 600 it");
            }
        }
    }

    /** Finds the word that was meant. */
    private static final class Spelling {

        private Spelling() {}

        /** The candidate that is nearest to the word, if it is near at all; separators and case count little. */
        static Optional<String> nearest(String word, List<String> candidates) {
            String bare = bare(word);
            int tolerance = Math.max(1, bare.length() / 4);
            return candidates.stream()
                    .min(Comparator.comparingInt(candidate -> distance(bare, bare(candidate))))
                    .filter(candidate -> distance(bare, bare(candidate)) <= tolerance);
        }

        private static String bare(String word) {
            return word.toLowerCase(Locale.ROOT)
                    .replaceFirst("^openim[._-]", "")
                    .replaceAll("[._-]", "");
        }

        /** How many letters must be put in, taken out, changed or swapped with their neighbour. */
        private static int distance(String from, String to) {
            int[][] cost = new int[from.length() + 1][to.length() + 1];
            for (int i = 0; i <= from.length(); i++) {
                for (int j = 0; j <= to.length(); j++) {
                    if (i == 0 || j == 0) {
                        cost[i][j] = i + j;
                        continue;
                    }
                    int changed = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                    cost[i][j] = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                    if (i > 1
                            && j > 1
                            && from.charAt(i - 1) == to.charAt(j - 2)
                            && from.charAt(i - 2) == to.charAt(j - 1)) {
                        cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                    }
                }
            }
            return cost[from.length()][to.length()];
        }
    }
}
