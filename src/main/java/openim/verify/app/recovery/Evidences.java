package openim.verify.app.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.kubernetes.PodPlight;
import openim.verify.config.Settings;
import openim.verify.config.SettingsPrinter;
import openim.verify.host.HostResources;
import openim.verify.host.LastLines;
import openim.verify.host.ProcessTable;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.Source;
import openim.verify.runbook.Part;
import openim.verify.target.Backends;
import openim.verify.target.Deployment;

/**
 * The files of an incident bundle.
 *
 * @param verifier who knows the last run
 */
record Evidences(Deployment openim, DeploymentView sight, Journal journal, SessionVerifier verifier) {

    private static final int LOG_LINES = 60;

    private static final int LOGS = 12;

    List<Source> all() {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source("journal.jsonl", () -> Files.readString(journal.file())));
        sources.add(new Source(
                "observations.jsonl",
                () -> Files.readString(
                        settings().reports().resolve(verifier.lastRun()).resolve("observations.jsonl"))));
        sources.add(new Source("settings.txt", () -> String.join("\n", SettingsPrinter.lines(settings()))));
        sources.add(new Source("components.txt", this::components));
        sources.add(new Source("kafka-groups.txt", this::kafkaGroups));
        settings().directories().server().ifPresent(directory -> ofDirectory("server", directory, sources));
        settings().directories().chat().ifPresent(directory -> ofDirectory("chat", directory, sources));
        openim.tools().namespace().ifPresent(namespace -> ofNamespace(namespace, sources));
        settings()
                .directories()
                .docker()
                .or(() -> settings().directories().server())
                .ifPresent(project -> ofProject(project, sources));
        return sources;
    }

    private Settings settings() {
        return openim.settings();
    }

    private void ofDirectory(String name, Path directory, List<Source> sources) {
        sources.add(new Source(
                name + "-processes.txt",
                () -> ProcessTable.under(directory).processes().stream()
                        .map(process -> process + " of " + process.owner() + ", " + process.executable())
                        .collect(Collectors.joining("\n"))));
        sources.add(new Source(
                name + "-mage-check.txt", () -> sight.count(directory).words()));
        sources.add(new Source(
                name + "-resources.txt",
                () -> HostResources.of(directory, tool()).toString()));
        sources.add(
                new Source(name + "-start-config.txt", () -> Files.readString(directory.resolve("start-config.yml"))));
        sources.add(new Source(name + "-logs.txt", () -> logs(directory)));
    }

    private void ofNamespace(Namespace namespace, List<Source> sources) {
        sources.add(new Source("pods.txt", () -> {
            PodPlight plight = PodPlight.in(namespace);
            return namespace.pods().stream()
                    .map(pod ->
                            pod.name() + ": " + pod.phase() + (pod.ready() ? ", ready" : ", not ready") + ", restarts "
                                    + pod.restarts()
                                    + plight.of(pod).map(words -> "; " + words).orElse(""))
                    .collect(Collectors.joining("\n"));
        }));
        sources.add(new Source(
                "events.txt",
                () -> namespace.happenings().stream()
                        .map(each -> each.at().map(String::valueOf).orElse("?") + " " + each.of() + " " + each.reason()
                                + ": " + each.words())
                        .collect(Collectors.joining("\n"))));
    }

    private void ofProject(Path project, List<Source> sources) {
        sources.add(new Source(
                "containers.txt",
                () -> sight.containers(project).stream()
                        .map(container -> container + " (" + container.name() + ", " + container.image() + ")")
                        .collect(Collectors.joining("\n"))));
        sources.add(new Source("containers.log", () -> openim.tools().docker().lastWords(project, LOG_LINES, tool())));
    }

    private String components() {
        return Stream.of(Part.values())
                .filter(Part::isComponent)
                .map(part -> part.title() + ": " + sight.health(part))
                .collect(Collectors.joining("\n"));
    }

    private String kafkaGroups() {
        var groups = settings().stores().kafka().orElseThrow().groups();
        return Backends.known(openim.settings(), openim.underneath().topics(), "openim.kafka.bootstrap")
                .groups(groups.all(), tool())
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    /** The last lines of the newest logs: a checkout's services write to {@code logs/} beside it or in it. */
    private static String logs(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("logs"))) {
            List<Path> newest = files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Evidences::changed).reversed())
                    .limit(LOGS)
                    .toList();
            StringBuilder all = new StringBuilder();
            for (Path log : newest) {
                all.append("==> ")
                        .append(log.getFileName())
                        .append('\n')
                        .append(LastLines.of(log, LOG_LINES))
                        .append('\n');
            }
            return all.toString();
        }
    }

    private static long changed(Path file) {
        return file.toFile().lastModified();
    }

    private Deadline tool() {
        return Deadline.in(settings().deadlines().tool());
    }
}
