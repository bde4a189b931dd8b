package openim.verify.config.deployment;

import java.util.Optional;
import openim.verify.config.reach.Reach;
import openim.verify.config.setting.Port;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;

/**
 * The one file that OpenIMServer was configured by before 3.7. Only what it takes to look from outside is read: the secret, and
 * where openim-api and openim-msggateway listen. Its components had other names and other roles then.
 */
record OldServerFile(ServerConfiguration configuration, Reach reach, DeploymentValues values, Problems problems) {

    static final String NAME = "config.yaml";

    void read() {
        String file = configuration.where(NAME);
        String old = file + " is that of a release before 3.7";
        problems.warn(
                SettingKey.SERVER_DIR.key(),
                old + ", which is not read but for the secret and the ports of openim-api and openim-msggateway;"
                        + " what can be looked at from outside is, its components are not");
        values.put(SettingKey.SECRET_KEY, configuration.text(NAME, "secret"));
        values.put(SettingKey.IM_ADMIN_USER, administrator());
        ProcessUrl url = new ProcessUrl(configuration, reach);
        values.put(SettingKey.API_URL, url.of("http", NAME, "api.listenIP", "api.openImApiPort", Port.API));
        values.put(SettingKey.GATEWAY_URL, url.of("ws", NAME, "", "longConnSvr.openImWsPort", Port.GATEWAY));
        values.unknown(SettingKey.SECRET_KEY, old + ", and no secret could be read there");
        for (SettingKey key : new SettingKey[] {
            SettingKey.KAFKA_BOOTSTRAP,
            SettingKey.MONGO_URI,
            SettingKey.REDIS_URL,
            SettingKey.ETCD_URL,
            SettingKey.ETCD_SERVICES,
            SettingKey.MINIO_ENDPOINT
        }) {
            values.unknown(key, old + ", which is not read for it");
        }
    }

    private Optional<Sourced> administrator() {
        return configuration.first(NAME, "im-admin.userID").or(() -> configuration.first(NAME, "manager.userID"));
    }
}
