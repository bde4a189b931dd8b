package openim.verify.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds tools where a person's shell would, and where {@code go install} puts them. */
public final class Executables {

    private Executables() {}

    /**
     * The executable of that name on the search path, or, if the name has a slash, the one at that path.
     *
     * @param environment of which PATH, GOBIN, GOPATH and HOME count
     */
    public static Optional<Path> find(String name, Map<String, String> environment) {
        Stream<Path> candidates =
                name.contains("/") ? Stream.of(Path.of(name).toAbsolutePath()) : onPath(name, environment);
        return candidates
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> onPath(String name, Map<String, String> environment) {
        return Stream.of(
                        Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.ofNullable(environment.get("GOBIN")),
                        Arrays.stream(environment.getOrDefault("GOPATH", "").split(File.pathSeparator))
                                .filter(root -> !root.isEmpty())
                                .map(root -> root + "/bin"),
                        Stream.ofNullable(environment.get("HOME")).map(home -> home + "/go/bin"))
                .flatMap(directories -> directories)
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name));
    }
}
