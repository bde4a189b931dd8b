package openim.verify.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.config.setting.Origin;
import openim.verify.config.setting.SettingKey;

/** Shows settings to people: what each is and who said so, secrets masked. */
public final class SettingsPrinter {

    private SettingsPrinter() {}

    /** A line for each value with its origin, one for the keys without a value, and one for each fault and warning. */
    public static List<String> lines(Settings settings) {
        List<Origin> origins = settings.origins().all();
        int keys =
                origins.stream().mapToInt(origin -> origin.key().length()).max().orElse(1);
        int values = origins.stream()
                .mapToInt(origin -> origin.printable().length())
                .filter(length -> length <= 60)
                .max()
                .orElse(1);
        String form = "%-" + keys + "s  %-" + values + "s  %s";
        List<String> unset = Arrays.stream(SettingKey.values())
                .filter(key -> settings.origins().of(key).isEmpty())
                .map(SettingKey::key)
                .toList();
        return Stream.of(
                        origins.stream()
                                .map(origin -> form.formatted(origin.key(), origin.printable(), origin.source())),
                        unset.isEmpty() ? Stream.<String>empty() : Stream.of("not set: " + String.join(", ", unset)),
                        settings.own().faults().stream().map(fault -> "fault of the deployment: " + fault),
                        settings.warnings().stream().map(warning -> "warning: " + warning))
                .flatMap(lines -> lines)
                .toList();
    }

    /** The table of all settings, in Markdown, as the README has it. */
    public static String markdown() {
        StringBuilder table =
                new StringBuilder("| setting | environment | what | default | example |\n|---|---|---|---|---|\n");
        for (SettingKey key : SettingKey.values()) {
            table.append("| `%s` | `%s` | %s (%s) | %s | %s |\n"
                    .formatted(
                            key.key(),
                            key.environmentName(),
                            key.sentence(),
                            key.kind().words(),
                            code(key.defaultValue().orElse("")),
                            example(key)));
        }
        return table.toString();
    }

    private static String example(SettingKey key) {
        return key.isSecret() ? (code(key.example()) + " environment or file only").strip() : code(key.example());
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
