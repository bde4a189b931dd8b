package openim.verify.config;

import java.nio.file.Path;
import java.util.List;

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
}
