package openim.verify.target;

import java.util.List;
import java.util.stream.Collectors;
import openim.verify.config.setting.TargetMode;

/**
 * Which deployment a run is about: the one that was named, the rehearsal, or none.
 *
 * <p>A rehearsal that is taken for the real thing is the worst answer there is. So the jar rehearses only when told, and Maven
 * by default only where nothing at all speaks of a deployment; otherwise the run ends before it begins and says what was found.
 */
public sealed interface TargetChoice {

    /** Who asks: the operator's jar, or a build. */
    enum Asker {
        JAR,
        MAVEN
    }

    /** Verify the deployment that the settings name. */
    record Live() implements TargetChoice {}

    /**
     * Rehearse on the deployment inside this process.
     *
     * @param told whether somebody asked for it; {@code gate}, {@code recover} and {@code canary} refuse it otherwise
     */
    record Rehearse(boolean told) implements TargetChoice {}

    /**
     * Do neither.
     *
     * @param found what was found, a sentence each
     * @param choose how to choose, a sentence each
     */
    record Refuse(List<String> found, List<String> choose) implements TargetChoice {

        public Refuse {
            found = List.copyOf(found);
            choose = List.copyOf(choose);
        }

        /** All of it, a line each. */
        public String message() {
            return "No deployment was named, so nothing is verified.\nFound here:\n" + indented(found)
                    + "\nTo choose:\n" + indented(choose);
        }

        private static String indented(List<String> lines) {
            return lines.stream().map(line -> "  - " + line).collect(Collectors.joining("\n"));
        }
    }

    /** Decides. */
    static TargetChoice of(Surroundings found, Asker asker) {
        if (found.asksFor(TargetMode.EMBEDDED)) {
            return new Rehearse(true);
        }
        if (found.nameOne()) {
            return new Live();
        }
        boolean bare = asker == Asker.MAVEN && found.sentences().isEmpty();
        return bare ? new Rehearse(false) : refuse(found);
    }

    private static Refuse refuse(Surroundings found) {
        List<String> sentences = found.sentences();
        return new Refuse(
                sentences.isEmpty() ? List.of("nothing that speaks of a deployment") : sentences,
                List.of(
                        "a deployment elsewhere: openim.host (OPENIM_HOST) and openim.secret (OPENIM_SECRET)",
                        "a source checkout on this host: openim.server.dir and openim.chat.dir",
                        "a docker deployment on this host: openim.docker.dir",
                        "a deployment in a Kubernetes cluster: openim.kubernetes.namespace",
                        "the rehearsal inside this process, which proves nothing about a real one:"
                                + " openim.target=embedded"));
    }
}
