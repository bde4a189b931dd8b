package openim.verify.client.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.docker.ContainerInside.CopiedOut;
import openim.verify.host.Command;
import openim.verify.host.CommandResult;
import openim.verify.host.Executables;
import openim.verify.host.RunningProcess;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * Docker, asked which containers there are, and what of them. Runs {@code docker ps}, {@code docker inspect}, {@code docker
 * context inspect}, {@code docker top}, {@code docker logs}, {@code docker cp} out of containers, {@code docker exec} of what only looks, and {@code ps},
 * {@code logs} and {@code config} of {@code docker compose}, and nothing else.
 *
 * <p>Several who ask for the same within a moment get one answer, unless they ask {@link #afresh()}. Safe for all threads.
 */
public final class Docker {

    private static final List<String> NO_DAEMON =
            List.of("Cannot connect to the Docker daemon", "Is the docker daemon running", "error during connect");

    private static final List<String> NO_COMPOSE =
            List.of("unknown command: docker compose", "'compose' is not a docker command", "unknown shorthand flag");

    /** Docker's and the shells' own: the program cannot be run, or is not there. */
    private static final Set<Integer> NOT_RUNNABLE = Set.of(125, 126, 127);

    private static final List<String> NOT_INSIDE =
            List.of("executable file not found", "no such file or directory", "is not running", "No such container");

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Optional<Path> executable;
    private final Optional<SharedLooks> shared;

    /** The one at that path. */
    public Docker(Path executable) {
        this(Optional.of(executable));
    }

    private Docker(Optional<Path> executable) {
        this(executable, Optional.of(new SharedLooks(A_MOMENT)));
    }

    /** The same, whose answers are shared by this. */
    Docker(Path executable, SharedLooks shared) {
        this(Optional.of(executable), Optional.of(shared));
    }

    private Docker(Optional<Path> executable, Optional<SharedLooks> shared) {
        this.executable = executable;
        this.shared = shared;
    }

    /** The one of that name on the search path, or, if the name has a slash, the one at that path. */
    public static Docker named(String nameOrPath) {
        return new Docker(Executables.find(nameOrPath, System.getenv()));
    }

    /** The same, asked anew each time: for whoever has just changed something, or waits for a change. */
    public Docker afresh() {
        return new Docker(executable, Optional.empty());
    }

    /** Whether there is a docker to ask. */
    public boolean isInstalled() {
        return executable.filter(Files::isExecutable).isPresent();
    }

    /**
     * The containers of the compose project in a directory, stopped ones included. A health check that cannot be run in its
     * container says nothing: see {@link ContainerState#UNCHECKED}.
     *
     * @throws NotLookedAt if there is no docker, no compose or no daemon to ask
     * @throws CannotLook if it did not answer in time, or not in a way that can be read
     */
    public List<ContainerState> composeContainers(Path directory, Deadline deadline) {
        List<ContainerState> all = ask(directory, deadline, "compose", "ps", "-a", "--format", "json");
        Set<String> uncheckable = uncheckable(all, deadline);
        return all.stream()
                .map(container -> uncheckable.contains(container.name()) ? container.unchecked() : container)
                .toList();
    }

    private Set<String> uncheckable(List<ContainerState> all, Deadline deadline) {
        List<String> unwell = all.stream()
                .filter(ContainerState::isRunning)
                .filter(container -> !container.isWell())
                .map(ContainerState::name)
                .toList();
        try {
            return inspect(unwell, deadline).stream()
                    .filter(facts -> facts.life().cannotBeChecked())
                    .map(ContainerFacts::name)
                    .collect(Collectors.toSet());
        } catch (CannotLook | NotLookedAt untold) {
            return Set.of();
        }
    }

    /**
     * All containers on this host, stopped ones included.
     *
     * @throws NotLookedAt if there is no docker or no daemon to ask
     * @throws CannotLook if it did not answer in time, or not in a way that can be read
     */
    public List<ContainerState> containers(Deadline deadline) {
        String fields = "{\"Names\":{{json .Names}},\"Image\":{{json .Image}},\"State\":{{json .State}},"
                + "\"Status\":{{json .Status}}}";
        return ask(Path.of("/"), deadline, "ps", "-a", "--no-trunc", "--format", fields);
    }

    /**
     * The processes inside a running container, numbered as this host does.
     *
     * @param container its name
     * @throws NotLookedAt if there is no docker or no daemon to ask
     * @throws CannotLook if it does not run, or did not answer in time, or not in a way that can be read
     */
    public List<RunningProcess> processes(String container, Deadline deadline) {
        CommandResult result = run(Path.of("/"), deadline, "top", container, "-eo", "pid,user,stat,args");
        try {
            return ContainerProcesses.read(result.out());
        } catch (IOException unreadable) {
            throw cannotLook(Path.of("/"), result, "top");
        }
    }

    /**
     * What is known of containers.
     *
     * @param names of the containers
     * @return one for each
     * @throws NotLookedAt if there is no docker or no daemon to ask
     * @throws CannotLook if it did not answer in time, or not in a way that can be read
     */
    public List<ContainerFacts> inspect(List<String> names, Deadline deadline) {
        return inspected(names, deadline, ContainerFacts::read);
    }

    /** Reads what docker printed. */
    private interface Reading<T> {

        List<T> of(String out) throws IOException;
    }

    private <T> List<T> inspected(List<String> names, Deadline deadline, Reading<T> reading) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>(List.of("inspect", "--type", "container"));
        arguments.addAll(names);
        CommandResult result = run(Path.of("/"), deadline, arguments.toArray(String[]::new));
        try {
            return reading.of(result.out());
        } catch (IOException unreadable) {
            throw cannotLook(Path.of("/"), result, "inspect");
        }
    }

    /**
     * Runs a program inside a running container, as its own user, that only looks.
     *
     * @param container its name
     * @param secrets variables that it gets; they are handed on by their names, so that no argument holds a value
     * @param arguments the program first
     * @throws NotLookedAt if there is no docker or no daemon to ask, the container does not run, or it has no such program
     * @throws CannotLook if it did not answer in time
     */
    public Told inside(String container, Map<String, String> secrets, List<String> arguments, Deadline deadline) {
        List<String> all = new ArrayList<>(List.of("exec"));
        secrets.keySet().forEach(name -> all.addAll(List.of("-e", name)));
        all.add(container);
        all.addAll(arguments);
        CommandResult result = made(Path.of("/"), secrets, all, deadline);
        requireDaemon(result);
        if (!result.inTime()) {
            throw new CannotLook(arguments.get(0) + " inside " + container + " gave no answer within " + deadline);
        }
        boolean notRunnable = NOT_RUNNABLE.contains(result.exit().getAsInt())
                || NOT_INSIDE.stream().anyMatch(result.err()::contains);
        if (notRunnable) {
            throw new NotLookedAt("nothing can be asked inside " + container + ": " + result.lastWords());
        }
        return new Told(result.exit().getAsInt(), result.out(), result.err(), result.lastWords());
    }

    /**
     * What a program inside a container told.
     *
     * @param exit its exit status
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     * @param lastWords its last line, fit for a sentence
     */
    public record Told(int exit, String out, String err, String lastWords) {}

    /**
     * A text file inside a container, running or not.
     *
     * @throws NotLookedAt if there is no docker or no daemon to ask
     * @throws CannotLook if it is not there, or docker did not answer in time
     */
    public String file(String container, String path, Deadline deadline) {
        CommandResult result = run(Path.of("/"), deadline, "cp", container + ":" + path, "-");
        try {
            return ContainerInside.onlyFile(result.out());
        } catch (IOException unreadable) {
            throw cannotLook(Path.of("/"), result, "cp");
        }
    }

    /**
     * The text files in a directory inside a container, running or not, by their names; without those in directories below.
     *
     * @param ending of their names
     * @throws NotLookedAt if there is no docker or no daemon to ask
     * @throws CannotLook if there is no such directory, or docker did not answer in time
     */
    public Map<String, String> files(String container, String directory, String ending, Deadline deadline) {
        return CopiedOut.into(copy -> {
            run(Path.of("/"), deadline, "cp", container + ":" + directory + "/.", copy.toString());
            return CopiedOut.texts(copy, ending);
        });
    }

    /**
     * What the processes of containers find when they start.
     *
     * @param names of the containers
     * @return one for each
     * @throws NotLookedAt if there is no docker or no daemon to ask
     * @throws CannotLook if there is no such container, or docker did not answer in time
     */
    public List<ContainerInside> insides(List<String> names, Deadline deadline) {
        return inspected(names, deadline, ContainerInside::read);
    }

    /**
     * Which daemon is asked: {@code unix:///var/run/docker.sock}, {@code ssh://elsewhere}.
     *
     * @param environment of which {@code DOCKER_HOST} comes before everything
     * @throws NotLookedAt if there is no docker
     * @throws CannotLook if it cannot be told
     */
    public String daemon(Map<String, String> environment, Deadline deadline) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        return host.isEmpty()
                ? run(Path.of("/"), deadline, "context", "inspect", "--format", "{{.Endpoints.docker.Host}}")
                        .out()
                        .strip()
                : host;
    }

    /**
     * The last words of a compose project's containers.
     *
     * @param lines of each
     * @throws NotLookedAt if there is no docker, no compose or no daemon to ask
     * @throws CannotLook if it did not answer in time
     */
    public String lastWords(Path directory, int lines, Deadline deadline) {
        return run(directory, deadline, "compose", "logs", "--no-color", "--tail", String.valueOf(lines))
                .out();
    }

    /**
     * The last lines that a container's processes wrote, to both of their outputs.
     *
     * @param container its name
     * @param since the moment before which they are left out, as Docker writes it; empty for none
     * @throws NotLookedAt if there is no docker or no daemon to ask
     * @throws CannotLook if there is no such container, or docker did not answer in time
     */
    public List<String> logs(String container, String since, int lines, Deadline deadline) {
        List<String> command = new ArrayList<>(List.of("logs", "--tail", String.valueOf(lines)));
        if (!since.isEmpty()) {
            command.addAll(List.of("--since", since));
        }
        command.add(container);
        CommandResult result = run(Path.of("/"), deadline, command.toArray(String[]::new));
        return Stream.of(result.out(), result.err())
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * A compose project as docker compose understands its files, in JSON, with the services of all profiles. It holds secrets.
     *
     * @throws NotLookedAt if there is no docker or no compose to ask
     * @throws CannotLook if it did not answer in time, or does not understand them
     */
    public String composeConfig(Path directory, Deadline deadline) {
        return run(directory, deadline, "compose", "--profile", "*", "config", "--format", "json")
                .out();
    }

    private List<ContainerState> ask(Path directory, Deadline deadline, String... arguments) {
        CommandResult result = run(directory, deadline, arguments);
        try {
            return ContainerState.read(result.out());
        } catch (IOException unreadable) {
            throw cannotLook(directory, result, arguments);
        }
    }

    private Path executable() {
        return executable
                .filter(Files::isExecutable)
                .orElseThrow(() -> new NotLookedAt("docker was not found here, so nobody looked at containers"));
    }

    private static void requireDaemon(CommandResult result) {
        if (NO_DAEMON.stream().anyMatch(result.err()::contains)) {
            throw new NotLookedAt("the docker daemon cannot be reached from here: " + result.lastWords());
        }
    }

    private CommandResult made(Path directory, Map<String, String> secrets, List<String> arguments, Deadline deadline) {
        Command command = Command.in(directory, executable(), arguments.toArray(String[]::new))
                .withEnvironment(secrets);
        List<String> asked = new ArrayList<>(List.of(directory.toString()));
        asked.addAll(arguments);
        return shared.filter(looks -> secrets.isEmpty())
                .map(looks -> looks.result(asked, deadline, command::run))
                .orElseGet(() -> command.run(deadline));
    }

    private CommandResult run(Path directory, Deadline deadline, String... arguments) {
        CommandResult result = made(directory, Map.of(), List.of(arguments), deadline);
        if (result.exit().orElse(-1) == 0) {
            return result;
        }
        requireDaemon(result);
        if (NO_COMPOSE.stream().anyMatch(result.err()::contains)) {
            throw new NotLookedAt("docker has no compose plugin here");
        }
        throw cannotLook(directory, result, arguments);
    }

    private static CannotLook cannotLook(Path directory, CommandResult result, String... arguments) {
        String what = "docker " + arguments[0] + " in " + directory;
        return new CannotLook(
                what + " gave no answer that can be read: " + result.ending(),
                Evidence.of(Evidence.FROM, what),
                Evidence.of(Evidence.WORDS, result.lastWords()));
    }
}
