package openim.verify.config;

import java.util.List;
import java.util.Map;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;

/**
 * What a drill may do to a live deployment.
 *
 * @param allowed whether its parts may be broken on purpose
 * @param stops by a component's name what ends it hard, as arguments
 */
public record Drilling(boolean allowed, Map<String, List<String>> stops) {

    private static final Map<String, SettingKey> STOPS = Map.of(
            "mongo", SettingKey.DRILL_STOP_MONGO,
            "redis", SettingKey.DRILL_STOP_REDIS,
            "kafka", SettingKey.DRILL_STOP_KAFKA,
            "etcd", SettingKey.DRILL_STOP_ETCD,
            "minio", SettingKey.DRILL_STOP_MINIO);

    public Drilling {
        stops = Map.copyOf(stops);
    }

    static Drilling of(Values values) {
        return new Drilling(values.required(SettingKey.DRILL_ALLOWED, Reading::flag), values.commands(STOPS));
    }
}
