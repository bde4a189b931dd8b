package openim.verify.runbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Something that can be done to a deployment. The set is closed: nothing deletes data, resets offsets, flushes, or makes a
 * component anew.
 */
public sealed interface Fix {

    /** Our own words beside a command which the document does not give. */
    String OURS = "our addition: the document gives no command for it";

    /** What it does, as a sentence without its dot. */
    String sentence();

    /** The same in a few words, for a table: {@code start redis}. What is done, and not for whom. */
    String brief();

    /** What it means at that site, in the order of typing. */
    List<CommandLine> commands(Site site);

    /** The same in one line, as it is pasted into a shell: without what only looks; empty if nothing here can be typed. */
    default String pasted(Site site) {
        List<CommandLine> commands =
                commands(site).stream().filter(command -> !command.onlyLooks()).toList();
        return CommandLine.pasted(commands, endsAtAFailure() ? " && " : "; ", site.host());
    }

    /** Whether what is typed after one that failed would do harm, or nothing. */
    default boolean endsAtAFailure() {
        return true;
    }

    /** Whether it ends everybody's sessions or requests in the course of it. */
    default boolean restarts() {
        return true;
    }

    /** Whether the document does not have it, so that it must be allowed apart. */
    default boolean beyondRunbook() {
        return false;
    }

    /**
     * Starts components that are dead. Does nothing to one that runs, hung or not.
     *
     * @param components which
     */
    record StartComponents(Set<Part> components) implements Fix {

        private static final List<String> UP = List.of("docker", "compose", "up", "-d", "--no-recreate", "--no-deps");

        public StartComponents {
            components = ordered(components, Tier.COMPONENTS);
        }

        public static StartComponents of(Part... components) {
            return new StartComponents(EnumSet.copyOf(Arrays.asList(components)));
        }

        @Override
        public String sentence() {
            return "start " + titles(components);
        }

        @Override
        public String brief() {
            return "start " + components.stream().map(Part::word).collect(Collectors.joining(", "));
        }

        /** Only for those that something here starts; nothing for those that a person has to. */
        @Override
        public List<CommandLine> commands(Site site) {
            List<CommandLine> commands = new ArrayList<>();
            List<String> services = components.stream()
                    .filter(part -> site.start(part) instanceof Start.ByCompose)
                    .map(part -> part.composeService(site.installation()))
                    .toList();
            if (!services.isEmpty()) {
                List<String> up = new ArrayList<>(UP);
                up.addAll(services);
                commands.add(CommandLine.of(site.compose(), "", up));
            }
            for (Part part : components) {
                if (site.start(part) instanceof Start.ByCommand command) {
                    commands.add(CommandLine.of(
                                    site.compose(), "as the settings say for " + part.title(), command.arguments())
                            .detachedFromUs());
                }
            }
            return List.copyOf(commands);
        }

        /** One that does not start keeps the others from nothing. */
        @Override
        public boolean endsAtAFailure() {
            return false;
        }

        @Override
        public boolean restarts() {
            return false;
        }
    }

    /**
     * Stops and starts a server as a whole: {@code mage check; mage stop; mage start; mage check}, or its container's restart.
     *
     * <p>Only when every component is well and no process hangs: {@code mage stop} gives up on a hung one, and {@code mage
     * start} then refuses; with a component dead it starts nothing.
     */
    record RestartServer(Server server) implements Fix {

        @Override
        public String sentence() {
            return "restart " + server.title() + " as a whole";
        }

        @Override
        public String brief() {
            return "restart " + server.title();
        }

        @Override
        public List<CommandLine> commands(Site site) {
            return switch (site.installation()) {
                case KUBERNETES -> rollouts(site, server, Set.of());
                case SOURCE -> mage(site, server, List.of());
                case DOCKER -> List.of(containerRestart(site, server.container()));
            };
        }
    }

    /**
     * Restarts the container of a component whose process is gone inside of it. The container keeps its data, and the process has
     * nothing left to lose.
     *
     * @param component which
     */
    record RestartContainer(Part component) implements Fix {

        public RestartContainer {
            ordered(Set.of(component), Tier.COMPONENTS);
        }

        @Override
        public String sentence() {
            return "restart the container of " + component.title() + ", in which its process is gone";
        }

        @Override
        public String brief() {
            return "restart the container of " + component.word();
        }

        /** Nothing if it has no container of the compose project: then a person has to. */
        @Override
        public List<CommandLine> commands(Site site) {
            return site.start(component) instanceof Start.ByCompose
                    ? List.of(CommandLine.of(
                            site.compose(),
                            "it runs, so that up would pass over it",
                            "docker",
                            "compose",
                            "restart",
                            component.composeService(site.installation())))
                    : List.of();
        }

        @Override
        public boolean restarts() {
            return false;
        }
    }

    /**
     * Has a container go on that was paused. Nothing in it is ended, and nothing is lost.
     *
     * @param part a component, or a server as a whole
     */
    record Unpause(Part part) implements Fix {

        public Unpause {
            if (!part.isComponent() && !part.isWholeServer()) {
                throw new IllegalArgumentException(part + " has no container of its own");
            }
        }

        @Override
        public String sentence() {
            return "have the container of " + part.title() + " go on, which is paused";
        }

        @Override
        public String brief() {
            return "unpause " + part.word();
        }

        /** Nothing if it has no container of the compose project: then a person has to. */
        @Override
        public List<CommandLine> commands(Site site) {
            boolean contained = part.isComponent()
                    ? site.start(part) instanceof Start.ByCompose
                    : site.installation() == Installation.DOCKER;
            return contained
                    ? List.of(CommandLine.of(
                            site.compose(),
                            "nothing is lost by it",
                            "docker",
                            "compose",
                            "unpause",
                            part.composeService(site.installation())))
                    : List.of();
        }

        @Override
        public boolean restarts() {
            return false;
        }
    }

    /**
     * Restarts a component that hangs. Beyond the runbook.
     *
     * @param component which
     */
    record RestartComponent(Part component) implements Fix {

        public RestartComponent {
            ordered(Set.of(component), Tier.COMPONENTS);
        }

        @Override
        public String sentence() {
            return "restart " + component.title() + ", which hangs";
        }

        @Override
        public String brief() {
            return "restart " + component.word();
        }

        /** Nothing if it has no container of the compose project, and no command of the settings: then a person has to. */
        @Override
        public List<CommandLine> commands(Site site) {
            Start start = site.start(component);
            if (start instanceof Start.ByCommand given && !given.restart().isEmpty()) {
                return List.of(CommandLine.of(
                        site.compose(), "as the settings say for " + component.title(), given.restart()));
            }
            return start instanceof Start.ByCompose
                    ? List.of(containerRestart(site, component.composeService(site.installation())))
                    : List.of();
        }

        @Override
        public boolean beyondRunbook() {
            return true;
        }
    }

    /**
     * Restarts a server of which processes hang, and ends those by SIGKILL, between stop and start, that outlived the stop.
     * Beyond the runbook. A docker server ends them by its container's restart.
     *
     * @param server which
     * @param hung the processes that hang; only those of this server's directory may be ended
     */
    record KillSurvivor(Server server, Set<Part> hung) implements Fix {

        public KillSurvivor {
            hung = ordered(hung, server.tier());
        }

        @Override
        public String sentence() {
            return "restart " + server.title() + ", and end what outlives its stop: " + titles(hung);
        }

        @Override
        public String brief() {
            return "restart " + server.title() + ", ending what hangs";
        }

        @Override
        public List<CommandLine> commands(Site site) {
            return switch (site.installation()) {
                case KUBERNETES -> deletions(site, hung);
                case SOURCE ->
                    mage(
                            site,
                            server,
                            hung.stream().map(part -> kill(site, part)).toList());
                case DOCKER -> List.of(containerRestart(site, server.container()));
            };
        }

        private CommandLine kill(Site site, Part part) {
            Site.Place place = site.place(server);
            String directory = place.directory()
                    .map(path -> "^" + literal(path.toString()))
                    .orElse("/" + place.name());
            String itsCommandLine = directory + "/[^ ]*/" + part.word() + "( |$)";
            return CommandLine.of(place, "only what outlived the stop", "pkill", "-KILL", "-f", itsCommandLine);
        }

        /** For a regular expression. */
        private static String literal(String path) {
            return path.replaceAll("[^A-Za-z0-9/_-]", "\\\\$0");
        }

        /** The stop fails over what hangs, and there may be nothing left to end. */
        @Override
        public boolean endsAtAFailure() {
            return false;
        }

        @Override
        public boolean beyondRunbook() {
            return true;
        }
    }

    /**
     * Has the pods of some Deployments replaced, where a server is not one thing that is restarted as a whole: in a cluster.
     *
     * @param server which
     * @param parts of it; a server itself stands for all that were found
     */
    record RestartDeployments(Server server, Set<Part> parts) implements Fix {

        public RestartDeployments {
            parts = ordered(parts, server.tier());
        }

        @Override
        public String sentence() {
            return "restart the Deployments of " + titles(parts) + ", a few pods at a time";
        }

        @Override
        public String brief() {
            return "restart " + titles(parts);
        }

        @Override
        public List<CommandLine> commands(Site site) {
            return rollouts(site, server, parts);
        }
    }

    /**
     * Deletes the pods of what hangs, so that their controllers make new ones. Beyond the runbook.
     *
     * @param server which
     * @param hung its parts that hang
     */
    record DeletePods(Server server, Set<Part> hung) implements Fix {

        public DeletePods {
            hung = ordered(hung, server.tier());
        }

        @Override
        public String sentence() {
            return "delete the pods of what hangs, so that new ones are made: " + titles(hung);
        }

        @Override
        public String brief() {
            return "delete pods of " + titles(hung);
        }

        @Override
        public List<CommandLine> commands(Site site) {
            return deletions(site, hung);
        }

        @Override
        public boolean beyondRunbook() {
            return true;
        }
    }

    /**
     * Does nothing, and watches: what is wrong heals by itself, or does not.
     *
     * @param part which
     */
    record Observe(Part part) implements Fix {

        @Override
        public String sentence() {
            return "watch " + part.title() + ", and touch nothing";
        }

        @Override
        public String brief() {
            return "watch " + part.word();
        }

        @Override
        public List<CommandLine> commands(Site site) {
            return List.of();
        }

        @Override
        public boolean restarts() {
            return false;
        }
    }

    private static List<CommandLine> rollouts(Site site, Server server, Set<Part> parts) {
        return site.cluster()
                .map(cluster -> cluster.restarts(cluster.found(server, parts)))
                .orElse(List.of());
    }

    private static List<CommandLine> deletions(Site site, Set<Part> hung) {
        return site.cluster().map(cluster -> cluster.deletions(hung)).orElse(List.of());
    }

    private static List<CommandLine> mage(Site site, Server server, List<CommandLine> betweenStopAndStart) {
        Site.Place place = site.place(server);
        List<CommandLine> commands = new ArrayList<>();
        commands.add(CommandLine.of(place, "may fail: it counts what is missing", "mage", "check"));
        commands.add(CommandLine.of(place, "", "mage", "stop"));
        commands.addAll(betweenStopAndStart);
        commands.add(CommandLine.of(place, "only when none of its processes is left", "mage", "start")
                .detachedFromUs());
        commands.add(CommandLine.of(place, "", "mage", "check"));
        return List.copyOf(commands);
    }

    private static CommandLine containerRestart(Site site, String service) {
        return CommandLine.of(site.compose(), OURS, "docker", "compose", "restart", service);
    }

    /** In the order of parts, each once. */
    private static Set<Part> ordered(Collection<Part> parts, Tier tier) {
        if (parts.isEmpty() || parts.stream().anyMatch(part -> part.tier() != tier)) {
            throw new IllegalArgumentException(parts + " are not parts of " + tier);
        }
        return Collections.unmodifiableSet(new TreeSet<>(parts));
    }

    private static String titles(Set<Part> parts) {
        return parts.stream().map(Part::title).collect(Collectors.joining(", "));
    }
}
