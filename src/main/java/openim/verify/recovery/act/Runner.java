package openim.verify.recovery.act;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.host.ServiceEnvironment;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;

/** Runs commands of the closed set, and writes down that they began before, and how they ended after. */
final class Runner {

    private static final int MOST_WORDS = 2000;

    private static final int FEW = 3;

    private static final int MOST_LINE = 400;

    private static final String OUTPUT = "output";

    private final ClosedSet closed;
    private final Tooling tooling;
    private final Journal journal;
    private final Path outputs;
    private final AtomicInteger number = new AtomicInteger();

    /**
     * @param outputs the directory that tools write to; it stays, because what they start writes there for good
     */
    Runner(Site site, Tooling tooling, Journal journal, Path outputs) {
        this.closed = new ClosedSet(site);
        this.tooling = tooling;
        this.journal = journal;
        this.outputs = outputs;
    }

    /** How a command ended, which proves nothing. */
    record Ended(OptionalInt exit, String written) {

        boolean inTime() {
            return exit.isPresent();
        }
    }

    /** Runs a command to its end, or to its deadline, at which the tool alone is ended. */
    Ended run(ToolCall call, Duration within) {
        return ended(call, start(call), within);
    }

    /**
     * The same for a command that ends what another one began, and so is run whether it can be noted or not: to leave a server
     * stopped because a disk is full would be worse.
     *
     * @param handedOn variables for the services that it starts; no journal has them
     */
    Ended runInAnyCase(ToolCall call, Duration within, ServiceEnvironment handedOn) {
        closed.require(call);
        Map<String, String> facts = facts(call);
        noteIfItCanBe(Kind.STARTING, call.toString(), facts);
        return ended(call, begun(call, facts, handedOn), within);
    }

    private Ended ended(ToolCall call, Tooling.Running running, Duration within) {
        OptionalInt exit = running.await(Deadline.in(within));
        if (exit.isEmpty()) {
            running.endAlone();
        }
        Ended ended = new Ended(exit, running.written());
        note(call, ended, within);
        return ended;
    }

    /** Starts a command that may stay: what it starts, or itself, is what is wanted. */
    Tooling.Running start(ToolCall call) {
        closed.require(call);
        Map<String, String> facts = facts(call);
        journal.note(Kind.STARTING, call.toString(), facts);
        return begun(call, facts, ServiceEnvironment.NONE);
    }

    private Map<String, String> facts(ToolCall call) {
        Path output = outputs.resolve(journal.file().getFileName().toString().replaceFirst("\\..*", "") + "-"
                + number.incrementAndGet() + ".out");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("directory", call.directory().toString());
        facts.put(OUTPUT, output.toString());
        return facts;
    }

    private Tooling.Running begun(ToolCall call, Map<String, String> facts, ServiceEnvironment handedOn) {
        Tooling.Running running = tooling.start(call, Path.of(Objects.requireNonNull(facts.get(OUTPUT))), handedOn);
        facts.put("pid", String.valueOf(running.pid()));
        facts.put("startedAt", running.startedAt().toString());
        noteIfItCanBe(Kind.STARTED, call.toString(), facts);
        return running;
    }

    /** The disk is full only now, and what has begun is known to have. */
    private void noteIfItCanBe(Kind kind, String what, Map<String, String> facts) {
        try {
            journal.note(kind, what, facts);
        } catch (UncheckedIOException full) {
            // The next that need not be begun is noted before, or not begun.
        }
    }

    private void note(ToolCall call, Ended ended, Duration within) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("exit", ended.inTime() ? String.valueOf(ended.exit().getAsInt()) : "ended at its deadline");
        facts.put(OUTPUT, lastWords(ended.written()));
        noteIfItCanBe(
                Kind.RAN,
                call + (ended.inTime() ? " ended" : " did not end within " + within.toSeconds() + " s"),
                facts);
    }

    /** Its last lines as one, for a sentence. */
    static String lastLines(String written) {
        List<String> lines = written.strip()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        String last = String.join(" / ", lines.subList(Math.max(0, lines.size() - FEW), lines.size()));
        return last.isEmpty()
                ? "nothing"
                : last.length() <= MOST_LINE ? last : "..." + last.substring(last.length() - MOST_LINE);
    }

    static String lastWords(String written) {
        String words = written.strip();
        return words.length() <= MOST_WORDS ? words : "..." + words.substring(words.length() - MOST_WORDS);
    }

    /**
     * The commands that may be run at a site: those of the runbook, those that the settings give for components, and no others.
     *
     * <p>The last thing that a command passes on its way to the system, whatever made it.
     */
    static final class ClosedSet {

        private static final Set<List<String>> MAGE =
                Set.of(List.of("mage", "check"), List.of("mage", "stop"), List.of("mage", "start"));

        private static final List<String> UP = List.of("docker", "compose", "up", "-d", "--no-recreate", "--no-deps");

        private static final List<String> UNPAUSE = List.of("docker", "compose", "unpause");

        private static final List<String> RESTART = List.of("docker", "compose", "restart");

        private final Site site;

        ClosedSet(Site site) {
            this.site = site;
        }

        /**
         * Lets a command pass.
         *
         * @return it, unchanged
         * @throws IllegalArgumentException if it is none of the set
         */
        ToolCall require(ToolCall call) {
            if (!permits(call)) {
                throw new IllegalArgumentException("not a command of the runbook, so it is not run: " + call);
            }
            return call;
        }

        boolean permits(ToolCall call) {
            List<String> arguments = call.arguments();
            if (MAGE.contains(arguments)) {
                return site.installation() == Installation.SOURCE && isCheckout(call.directory());
            }
            if (!isOfComponents(call.directory())) {
                return false;
            }
            return isOfSettings(arguments)
                    || named(arguments, UP).filter(this::areComponents).isPresent()
                    || named(arguments, UNPAUSE).filter(this::isOneService).isPresent()
                    || named(arguments, RESTART).filter(this::isOneService).isPresent();
        }

        private boolean isCheckout(Path directory) {
            return Stream.of(site.server(), site.chat()).anyMatch(place -> place.equals(Optional.of(directory)));
        }

        private boolean isOfComponents(Path directory) {
            Optional<Path> place = site.installation() == Installation.DOCKER ? site.docker() : site.server();
            return place.equals(Optional.of(directory));
        }

        private boolean isOfSettings(List<String> arguments) {
            return site.starts().values().stream()
                    .anyMatch(start -> start instanceof Start.ByCommand command
                            && (command.arguments().equals(arguments)
                                    || command.restart().equals(arguments)));
        }

        /** What follows a command: the names of services. */
        private static Optional<List<String>> named(List<String> arguments, List<String> command) {
            boolean begins = arguments.size() > command.size()
                    && arguments.subList(0, command.size()).equals(command);
            return begins ? Optional.of(arguments.subList(command.size(), arguments.size())) : Optional.empty();
        }

        private boolean areComponents(List<String> services) {
            return services.stream().allMatch(this::isComponent);
        }

        private boolean isOneService(List<String> services) {
            return services.size() == 1 && (isComponent(services.get(0)) || isServer(services.get(0)));
        }

        private boolean isServer(String service) {
            return site.installation() == Installation.DOCKER
                    && Stream.of(Server.values())
                            .anyMatch(server -> server.container().equals(service));
        }

        private boolean isComponent(String service) {
            return Stream.of(Part.values())
                    .filter(Part::isComponent)
                    .filter(part -> site.start(part) instanceof Start.ByCompose)
                    .anyMatch(part -> part.composeService(site.installation()).equals(service));
        }
    }
}
