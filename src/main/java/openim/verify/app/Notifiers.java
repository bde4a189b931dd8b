package openim.verify.app;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openim.verify.canary.Alert;
import openim.verify.canary.Notifier;
import openim.verify.canary.Outbound;
import openim.verify.config.Settings;
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
}
