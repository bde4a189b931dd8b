package openim.verify.config;

import java.nio.file.Path;
import java.util.List;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;

/**
 * How much room there has to be on this machine.
 *
 * @param dataDirectories in which components keep their data
 * @param leastMebibytes a disk with less left is full
 */
public record Room(List<Path> dataDirectories, int leastMebibytes) {

    public Room {
        dataDirectories = List.copyOf(dataDirectories);
    }

    static Room of(Values values, Inputs inputs) {
        return new Room(
                values.get(SettingKey.DATA_DIRS, Reading::list).orElse(List.of()).stream()
                        .map(inputs::resolve)
                        .toList(),
                values.required(SettingKey.LEAST_DISK, Reading::positive));
    }
}
