package openim.verify.app.canary;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import openim.verify.canary.Alert;
import openim.verify.canary.Notifier;
import openim.verify.canary.Outbound;
import openim.verify.config.Settings;
import openim.verify.disk.Private;
import openim.verify.host.AllowedEnvironment;
import openim.verify.report.Redactor;
import openim.verify.suite.Subject;
import openim.verify.verdict.CannotLook;

/** Tells a webhook and a command, as far as the settings have any. */
record Notifiers(Settings settings, Subject subject, Redactor redactor) implements Notifier {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    /** Each is told whatever becomes of the other. */
    @Override
    public void tell(Alert alert) {
        String json = AlertJson.of(alert, subject, redactor);
        var alerts = settings.watch().alerts();
        List<String> failures = new ArrayList<>();
        alerts.webhook()
                .ifPresent(url -> attempt(
                        () -> new Outbound("POST", URI.create(url.reveal()), "application/json", WITHIN).send(json),
                        failures));
        if (!alerts.command().isEmpty()) {
            attempt(() -> new AlertCommand(alerts.command(), WITHIN).run(json), failures);
        }
        if (!failures.isEmpty()) {
            throw new CannotLook(redactor.redact(String.join("; ", failures)));
        }
    }

    private static void attempt(Runnable telling, List<String> failures) {
        try {
            telling.run();
        } catch (CannotLook untold) {
            failures.add(untold.getMessage());
        }
    }

    /** An alert for machines. Fields are only ever added. */
    static final class AlertJson {

        private static final ObjectMapper JSON = new ObjectMapper();

        private AlertJson() {}

        /**
         * As JSON, redacted.
         *
         * @param subject what is watched, and from where
         */
        static String of(Alert alert, Subject subject, Redactor redactor) {
            ObjectNode node = JSON.createObjectNode()
                    .put("schema", 1)
                    .put("source", "openim-verify")
                    .put("kind", alert.kind().word())
                    .put("at", alert.at().toString())
                    .put("lastedSeconds", alert.lasted().toSeconds())
                    // What chat services show without being told how.
                    .put("text", redactor.redact(mark(subject) + subject.seen() + ": " + alert.sentence()));
            node.putObject("target")
                    .put("name", redactor.redact(subject.name()))
                    .put("flavour", subject.flavour())
                    .put("rehearsal", subject.rehearsal());
            if (!subject.vantage().isEmpty()) {
                node.put("vantage", subject.vantage());
            }
            ArrayNode troubles = node.putArray("troubles");
            alert.troubles().forEach(trouble -> {
                ObjectNode one = troubles.addObject()
                        .put("round", trouble.round().word())
                        .put("verdict", trouble.word())
                        .put("summary", redactor.redact(trouble.summary()))
                        .put("since", trouble.since().toString());
                ArrayNode red = one.putArray("red");
                trouble.red().forEach(check -> red.add(check.value()));
            });
            return node.toString();
        }

        private static String mark(Subject subject) {
            return subject.rehearsal() ? "REHEARSAL " : "";
        }
    }

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
}
