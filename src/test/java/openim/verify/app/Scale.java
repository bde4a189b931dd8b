package openim.verify.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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
            round(deployment, reports, Rehearsed::smoke);
            out.println(row(instances, "smoke", round(deployment, reports, Rehearsed::smoke)));
            round(deployment, reports, Rehearsed::full);
            out.println(row(instances, "full", round(deployment, reports, Rehearsed::full)));
        }
    }

    private record Cost(Load load, Rehearsed.Outcome outcome) {}

    private static Cost round(
            RehearsalDeployment deployment, Path reports, Function<Rehearsed, Rehearsed.Outcome> round) {
        Load before = deployment.load();
        Rehearsed.Outcome outcome = round.apply(Rehearsed.on(deployment, reports)
                .with("openim.instances-a-run", "1000000")
                .with("openim.deadline.call", "30s")
                .with("openim.deadline.push", "90s")
                .with("openim.deadline.run", "300s")
                .with("openim.deadline.full-run", "600s"));
        return new Cost(deployment.load().since(before), outcome);
    }

    private static String row(int instances, String round, Cost cost) {
        Load load = cost.load();
        List<Object> cells = List.of(
                instances,
                round
                        + (cost.outcome().run().verdict().isHealthy()
                                ? ""
                                : " (" + cost.outcome().lastLine() + ")"),
                load.requests(),
                load.connections(),
                load.sessions(),
                load.frames(),
                load.messages(),
                load.bytes() / 1024,
                String.format(Locale.ROOT, "%.1f", cost.outcome().run().took().toMillis() / 1000.0));
        return "| " + String.join(" | ", cells.stream().map(String::valueOf).toList()) + " |";
    }
}
