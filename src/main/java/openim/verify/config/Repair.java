package openim.verify.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;

/**
 * How a deployment is repaired, and watched afterwards.
 *
 * @param ladder when the gate looks, counted from the first green; ascending
 * @param afterEtcd how long it watches at least after etcd came back
 * @param attempts how often a component or server is started or restarted within the window
 * @param window in which those are counted
 * @param stop for {@code mage stop}
 * @param start for {@code mage start} and {@code docker compose}
 * @param running from the end of a start to every process being seen
 * @param component from the start of a component to its answer
 * @param starts by a component's name what starts it, as arguments
 * @param restarts the same for what restarts it when it hangs
 */
public record Repair(
        List<Duration> ladder,
        Duration afterEtcd,
        int attempts,
        Duration window,
        Duration stop,
        Duration start,
        Duration running,
        Duration component,
        Map<String, List<String>> starts,
        Map<String, List<String>> restarts) {

    private static final Map<String, SettingKey> STARTS = Map.of(
            "mongo", SettingKey.START_MONGO,
            "redis", SettingKey.START_REDIS,
            "kafka", SettingKey.START_KAFKA,
            "etcd", SettingKey.START_ETCD,
            "minio", SettingKey.START_MINIO);

    private static final Map<String, SettingKey> RESTARTS = Map.of(
            "mongo", SettingKey.RESTART_MONGO,
            "redis", SettingKey.RESTART_REDIS,
            "kafka", SettingKey.RESTART_KAFKA,
            "etcd", SettingKey.RESTART_ETCD,
            "minio", SettingKey.RESTART_MINIO);

    public Repair {
        ladder = List.copyOf(ladder);
        starts = Map.copyOf(starts);
        restarts = Map.copyOf(restarts);
        if (ladder.isEmpty() || attempts < 1) {
            throw new IllegalArgumentException("nothing could be tried, or watched");
        }
    }

    static Repair of(Values values) {
        return new Repair(
                values.required(SettingKey.GATE_LADDER, Reading::ladder),
                values.duration(SettingKey.GATE_AFTER_ETCD),
                values.required(SettingKey.RECOVER_ATTEMPTS, Reading::positive),
                values.duration(SettingKey.RECOVER_WINDOW),
                values.duration(SettingKey.DEADLINE_STOP),
                values.duration(SettingKey.DEADLINE_START),
                values.duration(SettingKey.DEADLINE_RUNNING),
                values.duration(SettingKey.DEADLINE_COMPONENT),
                values.commands(STARTS),
                values.commands(RESTARTS));
    }
}
