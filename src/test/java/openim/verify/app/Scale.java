package openim.verify.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import openim.verify.app.canary.Watched;
import openim.verify.canary.Round;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Load;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.target.Rehearsal.Form;

/**
 * Looks at rehearsals of many instances with the real client, and prints what came in at their doors, as rows of the table in
 * docs/scale.md. Their arguments are the numbers of instances; a hundred need 3 GB and 20,000 handles.
 */
final class Scale {

    private Scale() {}

    public static void main(String[] numbers) throws IOException {
        PrintStream out = System.out;
        out.println("| instances | round | requests | connections | sessions | frames | messages | KiB | s |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (String number : numbers) {
            rows(Integer.parseInt(number), out);
        }
        System.exit(0);
    }

    private static void rows(int instances, PrintStream out) throws IOException {
        Path reports = Files.createTempDirectory("openim-verify-scale");
        try (RehearsalDeployment deployment = RehearsalDeployment.start(Form.TOGETHER, Edition.MAIN, instances)) {
            // The first ones register people and make them friends.
            round(deployment, reports, Scale::smoke);
            out.println(row(instances, "smoke", round(deployment, reports, Scale::smoke)));
            round(deployment, reports, Scale::look);
            out.println(row(instances, "a canary's look at messages", round(deployment, reports, Scale::look)));
            round(deployment, reports, Scale::full);
            out.println(row(instances, "full", round(deployment, reports, Scale::full)));
        }
    }

    private record Cost(Load load, String complaint, Duration took) {}

    private static String smoke(Rehearsed rehearsed) {
        return complaint(rehearsed.smoke());
    }

    private static String full(Rehearsed rehearsed) {
        return complaint(rehearsed.full());
    }

    private static String look(Rehearsed rehearsed) {
        return Watched.with(rehearsed.settings())
                .round(Round.MESSAGES)
                .filter(look -> look.verdict().isHealthy() && look.second().isEmpty())
                .map(look -> "")
                .orElse("not healthy at the first look");
    }

    private static String complaint(Rehearsed.Outcome outcome) {
        return outcome.run().verdict().isHealthy() ? "" : outcome.lastLine();
    }

    private static Cost round(RehearsalDeployment deployment, Path reports, Function<Rehearsed, String> round) {
        Load before = deployment.load();
        Instant began = Instant.now();
        String complaint = round.apply(Rehearsed.on(deployment, reports)
                .with("openim.instances-a-run", "1000000")
                .with("openim.deadline.call", "30s")
                .with("openim.deadline.push", "90s")
                .with("openim.deadline.run", "300s")
                .with("openim.deadline.full-run", "600s"));
        return new Cost(deployment.load().since(before), complaint, Duration.between(began, Instant.now()));
    }

    private static String row(int instances, String round, Cost cost) {
        Load load = cost.load();
        List<Object> cells = List.of(
                instances,
                round + (cost.complaint().isEmpty() ? "" : " (" + cost.complaint() + ")"),
                load.requests(),
                load.connections(),
                load.sessions(),
                load.frames(),
                load.messages(),
                load.bytes() / 1024,
                String.format(Locale.ROOT, "%.1f", cost.took().toMillis() / 1000.0));
        return "| " + String.join(" | ", cells.stream().map(String::valueOf).toList()) + " |";
    }
}
