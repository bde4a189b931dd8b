package openim.verify.app.canary;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import openim.verify.disk.Private;
import openim.verify.host.AllowedEnvironment;
import openim.verify.verdict.CannotLook;

/**
 * Runs a command of the operator's when something changed, with the alert on its standard input.
 *
 * <p>No shell reads it, and nothing of the alert is among its arguments, where everybody could see it. Of our environment it
 * gets what a tool needs, and none of the secrets. Its output goes nowhere.
 *
 * @param arguments the program first
 * @param within after which it is ended
 */
record AlertCommand(List<String> arguments, Duration within) {

    /**
     * Runs it to its end.
     *
     * @throws CannotLook if it cannot be started, does not end in time, or ends with another status than 0
     */
    void run(String json) {
        try {
            Path input = Files.createTempFile("openim-verify-alert", ".json");
            try {
                Private.write(input, json);
                end(start(input));
            } finally {
                Files.deleteIfExists(input);
            }
        } catch (IOException failed) {
            throw new CannotLook(name() + " could not be run: " + failed.getMessage(), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotLook("stopped while " + name() + " ran", stop);
        }
    }

    private Process start(Path input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .redirectInput(input.toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        AllowedEnvironment.reduce(builder.environment());
        return builder.start();
    }

    private void end(Process process) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new CannotLook(name() + " did not end within " + within.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new CannotLook(name() + " ended with status " + process.exitValue());
        }
    }

    private String name() {
        return String.valueOf(Path.of(arguments.get(0)).getFileName());
    }
}
