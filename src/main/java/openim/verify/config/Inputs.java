package openim.verify.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.config.compose.Compose;
import openim.verify.config.deployment.ClusterFiles.ClusterReader;
import openim.verify.config.deployment.Containers;
import openim.verify.config.deployment.RunningServices;

/**
 * Everything that settings may be read from, so that reading them depends on nothing else.
 *
 * @param commandLine keys and values as they were typed, without secrets
 * @param environment of this process
 * @param systemProperties of this process, of which those that begin with {@code openim.} count; a blank one is none, because
 *     Maven hands all keys on
 * @param workingDirectory what relative paths start from
 * @param settingsFile the settings file, if one was named; else {@code openim-verify.yaml} in the working directory
 * @param embedded what a rehearsal hands out; empty unless one was started
 * @param live who can be asked where files do not say enough
 */
public record Inputs(
        Map<String, String> commandLine,
        Map<String, String> environment,
        Map<String, String> systemProperties,
        Path workingDirectory,
        Optional<Path> settingsFile,
        Map<String, String> embedded,
        LiveSources live) {

    private static final List<String> USUAL_FILES = List.of("openim-verify.yaml", "openim-verify.yml");

    /**
     * Who can be asked of a deployment that is there.
     *
     * @param compose what it makes of a compose project
     * @param running what running services were started with
     * @param containers what is in the containers of a compose project
     * @param cluster what is in a namespace
     */
    public record LiveSources(Compose compose, RunningServices running, Containers containers, ClusterReader cluster) {

        /** Nobody. */
        static final LiveSources NONE =
                new LiveSources(Compose.NOBODY, RunningServices.NOBODY, Containers.NOBODY, ClusterReader.NOBODY);
    }

    public Inputs {
        commandLine = Map.copyOf(commandLine);
        environment = Map.copyOf(environment);
        systemProperties = Map.copyOf(systemProperties);
        embedded = Map.copyOf(embedded);
        workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /** Nothing at all but a directory to work in. */
    public static Inputs in(Path workingDirectory) {
        return new Inputs(Map.of(), Map.of(), Map.of(), workingDirectory, Optional.empty(), Map.of(), LiveSources.NONE);
    }

    public Inputs withCommandLine(Map<String, String> values) {
        return new Inputs(values, environment, systemProperties, workingDirectory, settingsFile, embedded, live);
    }

    public Inputs withEnvironment(Map<String, String> variables) {
        return new Inputs(commandLine, variables, systemProperties, workingDirectory, settingsFile, embedded, live);
    }

    public Inputs withSystemProperties(Map<String, String> properties) {
        return new Inputs(commandLine, environment, properties, workingDirectory, settingsFile, embedded, live);
    }

    public Inputs withSettingsFile(Path file) {
        return new Inputs(
                commandLine, environment, systemProperties, workingDirectory, Optional.of(file), embedded, live);
    }

    public Inputs withEmbedded(Map<String, String> settings) {
        return new Inputs(commandLine, environment, systemProperties, workingDirectory, settingsFile, settings, live);
    }

    private Inputs with(LiveSources others) {
        return new Inputs(commandLine, environment, systemProperties, workingDirectory, settingsFile, embedded, others);
    }

    public Inputs withCompose(Compose other) {
        return with(new LiveSources(other, live.running(), live.containers(), live.cluster()));
    }

    public Inputs withRunning(RunningServices others) {
        return with(new LiveSources(live.compose(), others, live.containers(), live.cluster()));
    }

    public Inputs withContainers(Containers others) {
        return with(new LiveSources(live.compose(), live.running(), others, live.cluster()));
    }

    public Inputs withCluster(ClusterReader other) {
        return with(new LiveSources(live.compose(), live.running(), live.containers(), other));
    }

    public Compose compose() {
        return live.compose();
    }

    public RunningServices running() {
        return live.running();
    }

    public Containers containers() {
        return live.containers();
    }

    ClusterReader cluster() {
        return live.cluster();
    }

    /** The path, from the working directory if it is relative. */
    Path resolve(String path) {
        return workingDirectory.resolve(path).normalize();
    }

    /** The settings files that there are: the named one whether it exists or not, else the usual ones that do. */
    List<Path> settingsFiles() {
        return settingsFile
                .map(named -> Stream.of(workingDirectory.resolve(named).normalize()))
                .orElseGet(() ->
                        USUAL_FILES.stream().map(workingDirectory::resolve).filter(Files::exists))
                .toList();
    }

    /** Names what there is and no value: there are secrets among them. */
    @Override
    public String toString() {
        return "Inputs[commandLine=" + commandLine.keySet() + ", workingDirectory=" + workingDirectory
                + ", settingsFile=" + settingsFile + ", embedded=" + embedded.keySet() + "]";
    }
}
