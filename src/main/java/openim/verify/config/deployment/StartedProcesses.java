package openim.verify.config.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import openim.verify.config.yaml.YamlNode;

/**
 * How often each process is started: {@code start-config.yml} of a checkout. The process of number n listens on the n-th of its
 * ports, and ends at once where there is none.
 *
 * @param where the file lies, for people; empty if there is none that can be read
 * @param document what it says
 */
record StartedProcesses(String where, YamlNode document) {

    private static final String NAME = "start-config.yml";

    /** No file says anything. */
    static final StartedProcesses UNKNOWN = new StartedProcesses("", YamlNode.NOTHING);

    /** Those of a checkout; a file that cannot be read tells nothing here, and is complained of by whoever counts processes. */
    static StartedProcesses of(Path checkout) {
        Path file = checkout.resolve(NAME);
        try {
            return Files.isRegularFile(file) ? new StartedProcesses(file.toString(), YamlNode.read(file)) : UNKNOWN;
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    /** How often this one is; empty if nothing says so. */
    Optional<Integer> count(String process) {
        return document.at("serviceBinaries")
                .named(process)
                .text()
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::valueOf);
    }
}
