package openim.verify.client.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Says of containers that are not well what Docker knows of the reason: of each its state, and why in brackets. */
public final class ContainerPlight {

    private static final int LINES = 300;

    private static final int LONGEST = 200;

    /** What a program writes when it gives up; the line after may be a stack, or somebody who waits. */
    private static final Pattern TELLING = Pattern.compile(
            "(?i)check failed|(did|could|can) ?not start|\\b(error|fatal|panic|exception|failed|denied|refused|cannot|unable|illegal|invalid|no"
                    + " space left)\\b");

    /** What is the reason itself, and not what came of it; a program may have much to say after that. */
    private static final Pattern REASON = Pattern.compile(
            "(?i)^panic: |permission denied|not permitted|could not read file|reading checkpoint|cannot create directory"
                    + "|read-only file system|exec format error|already in use|no space left|illegal instruction"
                    + "|inconsistentclusterid|stored clusterid|no readable meta\\.properties");

    /** A line of a call stack. */
    private static final String CALL = "at ";

    private static final Map<Integer, String> ENDS = Map.of(
            126, "its command may not be run",
            127, "its command is not there",
            132, "it used an instruction that this processor does not have, as MongoDB from 5.0 on needs AVX",
            134, "it gave itself up",
            137, "it was killed",
            139, "it crashed",
            143, "it was told to end");

    private final Docker docker;
    private final Deadline deadline;

    public ContainerPlight(Docker docker, Deadline deadline) {
        this.docker = docker;
        this.deadline = deadline;
    }

    /** In words; what Docker does not tell is left out. */
    public String words(List<ContainerState> unwell) {
        Map<String, ContainerFacts> facts = facts(unwell);
        return unwell.stream()
                .map(container -> words(container, Optional.ofNullable(facts.get(container.name()))))
                .collect(Collectors.joining(", "));
    }

    private Map<String, ContainerFacts> facts(List<ContainerState> unwell) {
        try {
            return docker.inspect(unwell.stream().map(ContainerState::name).toList(), deadline).stream()
                    .collect(Collectors.toMap(ContainerFacts::name, Function.identity(), (one, other) -> one));
        } catch (NotLookedAt | CannotLook untold) {
            return Map.of();
        }
    }

    private String words(ContainerState container, Optional<ContainerFacts> facts) {
        List<String> reasons = new ArrayList<>();
        facts.map(ContainerFacts::life)
                .map(ContainerFacts.Life::error)
                .filter(error -> !error.isEmpty())
                .ifPresent(error -> reasons.add("docker says: " + quoted(error)));
        if (facts.filter(ContainerFacts::outOfMemory).isPresent()) {
            reasons.add("ended by the kernel for want of memory");
        }
        switch (container.state()) {
            case "created" -> reasons.add("it never started");
            case "paused" ->
                reasons.add("nothing is lost, and it goes on by docker compose unpause " + container.service());
            case "running" ->
                facts.map(ContainerFacts::life)
                        .filter(life -> container.health().equals("unhealthy")
                                && !life.checkSays().isEmpty())
                        .ifPresent(life -> reasons.add("its health check says: "
                                + quoted(lastOf(life.checkSays().lines().toList()))));
            default -> ended(container, facts, reasons);
        }
        return container
                + (reasons.isEmpty() ? "" : " (" + String.join(", ", reasons).replace(";", ",") + ")");
    }

    private void ended(ContainerState container, Optional<ContainerFacts> facts, List<String> reasons) {
        boolean oom = facts.filter(ContainerFacts::outOfMemory).isPresent();
        Optional.ofNullable(ENDS.get(container.exitCode()))
                .filter(known -> !oom)
                .ifPresent(reasons::add);
        if (container.state().equals("restarting")) {
            facts.map(ContainerFacts::life)
                    .filter(life -> life.restarts() > 1)
                    .ifPresent(life -> reasons.add("docker started it " + life.restarts() + " times"));
        }
        // Also those of the lives before this one, which may only just have begun.
        lastWords(container, "").ifPresent(words -> reasons.add("its last words: " + words));
    }

    /**
     * The line of its log that tells most of why what ran in it ended, of all since it was last started, in quotes; none if it said
     * nothing, or Docker does not tell.
     */
    public Optional<String> lastWords(ContainerState running) {
        return Optional.ofNullable(facts(List.of(running)).get(running.name()))
                .flatMap(facts -> lastWords(running, facts.life().began()));
    }

    private Optional<String> lastWords(ContainerState container, String since) {
        try {
            List<String> lines = docker.logs(container.name(), since, LINES, deadline);
            return lines.isEmpty() ? Optional.empty() : Optional.of(quoted(lastOf(lines)));
        } catch (NotLookedAt | CannotLook untold) {
            return Optional.empty();
        }
    }

    /** The last line that tells the reason, or else that something went wrong, or else the last. */
    static String lastOf(List<String> lines) {
        return last(lines, line -> REASON.matcher(line).find() && !line.startsWith(CALL))
                .or(() -> last(lines, line -> TELLING.matcher(line).find()))
                .orElse(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
    }

    private static Optional<String> last(List<String> lines, Predicate<String> telling) {
        return lines.stream().filter(telling).reduce((earlier, later) -> later);
    }

    private static String quoted(String line) {
        String words = Excerpt.of(line);
        return "\"" + (words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words) + "\"";
    }
}
