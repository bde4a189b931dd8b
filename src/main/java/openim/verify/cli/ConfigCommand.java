package openim.verify.cli;

import java.util.concurrent.Callable;
import openim.verify.app.program.ExitStatus;
import openim.verify.config.SettingsLoader;
import openim.verify.config.SettingsPrinter;
import openim.verify.redaction.Plain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the settings. */
@Command(
        name = "config",
        description =
                "Prints each setting with its value and where it comes from; secrets are masked. Contacts nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {Help.DONE, Help.UNUSABLE},
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify config -s openim.docker.dir=/opt/openim-docker")
final class ConfigCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--keys", description = "print the table of all settings instead, in Markdown")
    private boolean keys;

    @Override
    public Integer call() {
        if (keys) {
            System.out.print(SettingsPrinter.markdown());
        } else {
            SettingsPrinter.lines(SettingsLoader.load(options.inputs(System.getenv())))
                    .forEach(line -> System.out.println(Plain.line(line)));
        }
        return ExitStatus.HEALTHY;
    }
}
