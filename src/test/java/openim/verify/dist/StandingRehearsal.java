package openim.verify.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import openim.verify.config.setting.SettingKey;
import openim.verify.rehearsal.RehearsalDeployment;

/**
 * A rehearsed deployment in a process of its own, to be verified from another as a live one: it writes its settings as a file of
 * variables, and stands until its standard input ends.
 */
public final class StandingRehearsal {

    private StandingRehearsal() {}

    public static void main(String[] arguments) throws Exception {
        Path variables = Path.of(arguments[0]);
        try (RehearsalDeployment deployment = RehearsalDeployment.start()) {
            String lines = deployment.settings().entrySet().stream()
                    .map(setting ->
                            SettingKey.named(setting.getKey()).orElseThrow().environmentName() + "="
                                    + setting.getValue() + "\n")
                    .sorted()
                    .collect(Collectors.joining());
            Path written = Files.writeString(variables.resolveSibling(variables.getFileName() + ".part"), lines);
            Files.move(written, variables);
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
