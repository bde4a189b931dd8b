package openim.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openim.verify.cli.Main;
import openim.verify.config.setting.SettingKey;

/** Another process of our own classes, for what only another process can show. */
public final class AnotherJvm {

    private AnotherJvm() {}

    /** One that runs the main method of this class, not started yet. */
    public static ProcessBuilder running(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // The same classes as in this JVM, which has verified them.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** The verifier with this command line, which knows of a deployment what these settings say, by its environment. */
    public static ProcessBuilder verifying(Map<String, String> settings, String... command) {
        ProcessBuilder verifier = running(Main.class, command);
        verifier.environment().keySet().removeIf(name -> name.startsWith("OPENIM_"));
        settings.forEach((key, value) ->
                verifier.environment().put(SettingKey.named(key).orElseThrow().environmentName(), value));
        return verifier;
    }
}
