package openim.verify.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * OpenIM's own tool, asked how its processes are. Runs {@code mage check} and nothing else.
 *
 * <p>Safe for all threads.
 */
public final class Mage {

    private final Optional<Path> executable;

    /** The one at that path. */
    public Mage(Path executable) {
        this.executable = Optional.of(executable);
    }

    private Mage(Optional<Path> executable) {
        this.executable = executable;
    }

    /** The one of that name on the search path or where {@code go install} puts it, or, if the name has a slash, the one at that path. */
    public static Mage named(String nameOrPath) {
        return new Mage(Executables.find(nameOrPath, System.getenv()));
    }

    /**
     * Counts the processes of a checkout.
     *
     * @param directory of OpenIMServer or ChatServer
     * @throws NotLookedAt if there is no mage, or the directory is no checkout or was never built
     * @throws CannotLook if it did not end in time, or named no process
     */
    public ProcessReport check(Path directory, Deadline deadline) {
        Path mage = executable
                .filter(Files::isExecutable)
                .orElseThrow(() -> new NotLookedAt("mage was not found here, so nobody counted the processes of "
                        + directory + "; see the setting openim.mage"));
        Map<String, Integer> expected = StartConfig.of(directory).expected();
        CommandResult result = Command.in(directory, mage, "check").run(deadline);
        List<ProcessCount> counts = MageOutput.counts(result.out() + "\n" + result.err(), expected);
        if (!result.inTime() || counts.isEmpty()) {
            throw new CannotLook(
                    "mage check in " + directory + " named no process: " + result.ending(),
                    Evidence.of(Evidence.FROM, "mage check in " + directory),
                    Evidence.of(Evidence.WORDS, result.lastWords()));
        }
        if (counts.stream().allMatch(count -> count.running() == 0)
                && !Files.isDirectory(directory.resolve("_output"))) {
            throw new NotLookedAt(directory + " was never built (no _output), so its processes run from elsewhere");
        }
        return new ProcessReport(counts, result.exit().getAsInt(), result.out() + result.err(), result.took());
    }
}
