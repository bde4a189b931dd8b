package openim.verify.canary.metrics;

import java.io.IOException;
import java.nio.file.Path;
import openim.verify.disk.ForOthers;
import openim.verify.verdict.CannotLook;

/**
 * A file of metrics that node-exporter reads: seen whole or not at all, and by everybody on the machine, for node-exporter is another
 * user. Its labels are words of ours; nothing that a deployment says gets in.
 *
 * @param file its name ends in {@code .prom}, or node-exporter passes it over
 */
public record Textfile(Path file) {

    /**
     * Writes it.
     *
     * @throws CannotLook if it cannot be written
     */
    public void write(String metrics) {
        try {
            ForOthers.replace(file, metrics);
        } catch (IOException failed) {
            throw new CannotLook("the metrics cannot be written to " + file + ": " + failed.getMessage(), failed);
        }
    }
}
