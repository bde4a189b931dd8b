package openim.verify.app.canary;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openim.verify.AnotherJvm;

/** A canary in a process of its own, which looks at messages each second and is as patient as a busy machine needs it. */
final class CanaryProcess {

    private static final List<String> PATIENCE =
            List.of("openim.deadline.run=120s", "openim.deadline.call=60s", "openim.deadline.push=60s");

    private CanaryProcess() {}

    /**
     * Starts one.
     *
     * @param settings of the deployment
     * @param jvm flags of the virtual machine
     */
    static Process start(Path reports, Map<String, String> settings, String... jvm) throws IOException {
        List<String> command = new ArrayList<>(List.of("canary", "--every", "1s", "-s", "openim.reports=" + reports));
        PATIENCE.forEach(patience -> command.addAll(List.of("-s", patience)));
        ProcessBuilder builder = AnotherJvm.verifying(settings, command.toArray(String[]::new))
                .directory(reports.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output(reports).toFile()));
        builder.command().addAll(1, List.of(jvm));
        return builder.start();
    }

    private static Path output(Path reports) {
        return reports.resolve("canary.txt");
    }

    /** What all of them printed so far. */
    static String said(Path reports) throws IOException {
        return Files.exists(output(reports)) ? Files.readString(output(reports)) : "";
    }
}
