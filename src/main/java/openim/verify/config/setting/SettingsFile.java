package openim.verify.config.setting;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openim.verify.config.yaml.Unreadable;
import openim.verify.config.yaml.YamlNode;

/** The settings file: keys nested or with dots, lists as lists or with commas. */
public final class SettingsFile {

    private SettingsFile() {}

    /** Its keys and values; none if it cannot be read, which is a problem then. */
    public static Map<String, String> read(Path file, Problems problems) {
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
