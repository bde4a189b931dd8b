package openim.verify.probe;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.config.Settings;
import openim.verify.config.deployment.DeploymentFault;
import openim.verify.config.deployment.Directories;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/** The deployment's own files, read together: what one says must be what another expects, and what OpenIM can read. */
public final class OwnConfiguration {

    private OwnConfiguration() {}

    /**
     * Sees to it that nothing is in them that OpenIM cannot work with.
     *
     * @return what was read, in words
     * @throws BrokenPromise if there is, with file, reason, and what to write instead
     * @throws NotLookedAt if none of them was named
     */
    public static String consistent(Settings settings) {
        Directories directories = settings.directories();
        List<String> read = Stream.concat(
                        Stream.of(directories.server(), directories.chat(), directories.docker())
                                .flatMap(named -> named.stream())
                                .map(String::valueOf),
                        settings.kubernetes().map(where -> "the namespace " + where.namespace()).stream())
                .toList();
        if (read.isEmpty()) {
            throw new NotLookedAt("no directory of the deployment is known here, so nobody read its files");
        }
        List<DeploymentFault> faults = settings.own().faults();
        if (!faults.isEmpty()) {
            String words =
                    faults.stream().map(DeploymentFault::toString).distinct().collect(Collectors.joining("; "));
            throw new BrokenPromise(
                    words,
                    Evidence.of(Evidence.EXPECTED, "OpenIM can work with what its own files say"),
                    Evidence.of(
                            Evidence.FROM,
                            faults.stream()
                                    .map(DeploymentFault::file)
                                    .distinct()
                                    .collect(Collectors.joining(", "))),
                    Evidence.of(Evidence.AILMENT, "misconfigured"),
                    Evidence.of(Evidence.WORDS, words));
        }
        return "nothing in the files of " + String.join(", ", read) + " contradicts itself";
    }
}
