package openim.verify.target;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openim.verify.config.Directories;

/**
 * What the runbook has a person type when a part is suspected, for this deployment.
 *
 * <p>A component is started by its documented command. For a server the first command only looks: a restart ends every
 * session, and with a component dead or a service hung it makes things worse.
 *
 * @param flavour how the deployment was installed
 * @param directories where
 * @param host where the API answers
 */
public record NextCommands(Flavour flavour, Directories directories, String host) {

    /** The names of the components' services in the compose project of a source checkout, by the part's name. */
    private static final Map<String, String> OF_SOURCE =
            Map.of("mongo", "mongodb", "redis", "redis", "kafka", "kafka", "etcd", "etcd", "minio", "minio");

    private static final Set<String> COMPONENTS = OF_SOURCE.keySet();

    /** A command that can be pasted as it stands. */
    public String after(String check, String suspect) {
        return switch (flavour) {
            case EMBEDDED -> "java -jar openim-verify.jar explain " + check;
            case DOCKER ->
                in(directories.docker(), COMPONENTS.contains(suspect) ? up(suspect) : "docker compose ps -a");
            case SOURCE, REMOTE ->
                COMPONENTS.contains(suspect)
                        ? in(directories.server(), up(OF_SOURCE.getOrDefault(suspect, suspect)))
                        : server(suspect);
        };
    }

    private static String up(String service) {
        return "docker compose up -d " + service;
    }

    private String server(String suspect) {
        boolean ofServer = suspect.startsWith("openim-") && !suspect.equals("openim-chat");
        return in(
                ofServer ? directories.server() : directories.chat(),
                "mage check",
                ofServer ? "open-im-server" : "chat");
    }

    private String in(Optional<Path> directory, String command) {
        return in(directory, command, "open-im-server");
    }

    private String in(Optional<Path> directory, String command, String otherwise) {
        return directory
                .map(path -> "cd " + quoted(path) + " && " + command)
                .orElseGet(() -> "ssh " + host + " 'cd " + otherwise + " && " + command + "'");
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
