package openim.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of our own classes, for what only another process can show. */
public final class AnotherJvm {

    private AnotherJvm() {}

    /** One that runs the main method of this class, not started yet. */
    public static ProcessBuilder running(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
