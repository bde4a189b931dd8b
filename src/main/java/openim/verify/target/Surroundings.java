package openim.verify.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.config.Presence;
import openim.verify.config.setting.TargetMode;

/**
 * Whatever here speaks of a deployment: what {@link TargetChoice} decides from.
 *
 * @param settings what the settings show
 * @param earlierRuns the deployments that were verified live before
 * @param containers the containers of OpenIM on this host, stopped ones included
 * @param unseen why containers could not be looked at though there may be some; empty if they were looked at or there is no docker
 * @param ports those of OpenIM's ports that something answers on here
 */
public record Surroundings(
        Presence settings, List<String> earlierRuns, List<String> containers, String unseen, List<Integer> ports) {

    public Surroundings {
        earlierRuns = List.copyOf(earlierRuns);
        containers = List.copyOf(containers);
        ports = List.copyOf(ports);
    }

    /** Whether {@code openim.target} says that this is to be verified. */
    boolean asksFor(TargetMode mode) {
        return settings.target().equals(Optional.of(mode));
    }

    /** Whether a setting names a deployment. */
    boolean nameOne() {
        return !settings.namedBy().isEmpty();
    }

    /** What was found, a sentence each; empty if nothing at all speaks of a deployment and everything could be looked at. */
    List<String> sentences() {
        List<String> found = new ArrayList<>();
        if (asksFor(TargetMode.LIVE)) {
            found.add("openim.target=live, which does not say which deployment");
        }
        say(found, "settings that name a deployment: ", settings.namedBy());
        say(found, "environment variables: ", settings.variables());
        say(found, "settings files: ", settings.settingsFiles());
        say(found, "live runs before this one, of ", earlierRuns);
        say(found, "containers of OpenIM: ", containers);
        if (!unseen.isEmpty()) {
            found.add("containers could not be looked at: " + unseen);
        }
        say(found, "something that answers on OpenIM's ports of this host: ", ports);
        return found;
    }

    private static void say(List<String> found, String what, List<?> things) {
        if (!things.isEmpty()) {
            found.add(what + things.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }
}
