package openim.verify.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the jars, run as an operator runs it: in a process and a directory of its own, with nothing set. */
final class JarProcess {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path directory;
    private final Path jar;
    private final List<String> jvm = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    private final Map<String, String> environment = new HashMap<>();

    private JarProcess(Path directory, String jar) {
        this.directory = directory;
        this.jar = Path.of("target", jar).toAbsolutePath();
    }

    static JarProcess live(Path directory) {
        return new JarProcess(directory, "openim-verify.jar");
    }

    static JarProcess rehearsal(Path directory) {
        return new JarProcess(directory, "openim-verify-rehearsal.jar");
    }

    JarProcess env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    JarProcess jvm(String flag) {
        jvm.add(flag);
        return this;
    }

    /** How it ended. */
    record Ended(int status, String output) {

        String lastLine() {
            String[] lines = output.strip().split("\n");
            return lines[lines.length - 1];
        }
    }

    Ended run(String... arguments) throws Exception {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = start(output, arguments);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JAVA.toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OPENIM_"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
