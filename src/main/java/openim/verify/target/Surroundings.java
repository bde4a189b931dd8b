package openim.verify.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whatever here speaks of a deployment: what {@link TargetChoice} decides from.
 *
 * @param asked what {@code openim.target} says
 * @param namedBy the settings that name a deployment, such as {@code openim.host}, each with where it comes from
 * @param variables the names, never the values, of the {@code OPENIM_} variables that are set, {@code OPENIM_TARGET} excepted
 * @param settingsFiles the settings files that exist
 * @param earlierRuns the deployments that were verified live before, from reports/
 * @param containers the containers of OpenIM on this host, stopped ones included
 * @param unseen why containers could not be looked at though there may be some; empty if they were looked at or there is no docker
 * @param ports those of OpenIM's ports that something answers on here
 */
public record Surroundings(
        Asked asked,
        List<String> namedBy,
        List<String> variables,
        List<Path> settingsFiles,
        List<String> earlierRuns,
        List<String> containers,
        String unseen,
        List<Integer> ports) {

    /** What {@code openim.target} says. */
    public enum Asked {
        NOTHING,
        LIVE,
        EMBEDDED
    }

    public Surroundings {
        namedBy = List.copyOf(namedBy);
        variables = List.copyOf(variables);
        settingsFiles = List.copyOf(settingsFiles);
        earlierRuns = List.copyOf(earlierRuns);
        containers = List.copyOf(containers);
        ports = List.copyOf(ports);
    }

    /** Whether nothing at all speaks of a deployment, and everything could be looked at. */
    boolean isBare() {
        return sentences().isEmpty();
    }

    /** What was found, a sentence each. */
    List<String> sentences() {
        List<String> found = new ArrayList<>();
        if (asked == Asked.LIVE) {
            found.add("openim.target=live, but no setting that says which deployment");
        }
        say(found, "settings that name a deployment: ", namedBy);
        say(found, "environment variables: ", variables);
        say(found, "settings files: ", settingsFiles);
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
