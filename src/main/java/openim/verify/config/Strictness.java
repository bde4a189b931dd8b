package openim.verify.config;

import java.util.List;
import java.util.Set;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;

/**
 * How a weakness of the build is taken: what the release that runs was never able to keep.
 *
 * @param strict whether it counts as broken
 * @param accepted the checks whose weakness is known and accepted, also where the last good run did not have it
 */
public record Strictness(boolean strict, Set<String> accepted) {

    public Strictness {
        accepted = Set.copyOf(accepted);
    }

    static Strictness of(Values values) {
        return new Strictness(
                values.required(SettingKey.STRICT, Reading::flag),
                Set.copyOf(values.get(SettingKey.ACCEPTED_WEAKNESSES, Reading::list)
                        .orElse(List.of())));
    }
}
