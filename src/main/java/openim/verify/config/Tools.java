package openim.verify.config;

import openim.verify.config.setting.SettingKey;

/**
 * The commands of the runbook, as they are called on this machine: a name to be found on the path, or a path.
 *
 * @param mage OpenIM's own tool
 * @param docker with its compose plug-in
 */
public record Tools(String mage, String docker) {

    public Tools {
        if (mage.isBlank() || docker.isBlank()) {
            throw new IllegalArgumentException("a tool without a name");
        }
    }

    static Tools of(Values values) {
        return new Tools(values.required(SettingKey.MAGE), values.required(SettingKey.DOCKER));
    }
}
