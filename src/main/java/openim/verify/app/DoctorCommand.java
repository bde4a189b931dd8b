package openim.verify.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Looks for the cause of one kind of trouble. */
@Command(
        name = "doctor",
        description = "Looks for the cause of one kind of trouble, and says what to change.",
        subcommands = {FileDoctorCommand.class, HelpCommand.class},
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException("doctor of what? `doctor files` looks at the address that clients get for files.");
    }
}
