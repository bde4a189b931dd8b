package openim.verify.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import openim.verify.recovery.GateVerdict.Flapping;
import openim.verify.recovery.GateVerdict.Open;
import openim.verify.recovery.GateVerdict.Shut;
import openim.verify.recovery.GateVerdict.Undetermined;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.NotLookedAt;
import openim.verify.verdict.Observation;

/** Watches a deployment that looks well, until it has looked well for long enough. */
public final class Gate {

    private static final CheckId REGISTRATIONS = new CheckId("component.etcd-registrations");

    /** Between two looks while registrations may still fall away. */
    private static final Duration MEANWHILE = Duration.ofSeconds(5);

    private final Verifier verifier;
    private final Suite full;
    private final Suite smoke;
    private final ObservationSchedule ladder;
    private final Tokens tokens;
    private final Sleeper pacer;
    private final Journal journal;
    private final Optional<String> unprovable;

    /**
     * @param full run first and last
     * @param smoke run on the rungs between
     * @param unprovable why nothing that is seen here would prove anything; empty if it would
     */
    public Gate(
            Verifier verifier,
            Suite full,
            Suite smoke,
            ObservationSchedule ladder,
            Tokens tokens,
            Sleeper pacer,
            Journal journal,
            Optional<String> unprovable) {
        this.verifier = verifier;
        this.full = full;
        this.smoke = smoke;
        this.ladder = ladder;
        this.tokens = tokens;
        this.pacer = pacer;
        this.journal = journal;
        this.unprovable = unprovable;
    }

    /** Whether anything can be proven by what is seen here. */
    boolean canProve() {
        return unprovable.isEmpty();
    }

    /**
     * Watches.
     *
     * @param greenSince the first green that follows the last fix; empty if nothing was fixed
     * @param etcdBack when etcd came back, if it was away
     * @param inTheWay what keeps the gate shut whatever is seen, such as a {@code mage start} that is still going on
     */
    public GateVerdict watch(
            Optional<Instant> greenSince, Optional<Instant> etcdBack, Supplier<Optional<String>> inTheWay) {
        GateVerdict verdict = unprovable
                .<GateVerdict>map(Undetermined::new)
                .or(() -> inTheWay.get().map(Shut::new))
                .orElseGet(() -> judged(greenSince, etcdBack, inTheWay));
        journal.note(verdict.isOpen() ? Kind.OPEN : Kind.SHUT, verdict.word() + ": " + verdict.sentence());
        return verdict;
    }

    private GateVerdict judged(
            Optional<Instant> greenSince, Optional<Instant> etcdBack, Supplier<Optional<String>> inTheWay) {
        try {
            return climb(greenSince, etcdBack, inTheWay);
        } catch (BrokenPromise broken) {
            return new Shut("messages cannot be followed: " + broken.getMessage());
        } catch (CannotLook | NotLookedAt blind) {
            return new Undetermined("what becomes of messages cannot be told: " + blind.getMessage());
        }
    }

    private GateVerdict climb(
            Optional<Instant> greenSince, Optional<Instant> etcdBack, Supplier<Optional<String>> inTheWay) {
        Optional<Instant> settled = etcdBack.map(back -> back.plus(ladder.afterEtcd()));
        Run first = look(full);
        if (!first.verdict().isHealthy() && beganBefore(settled, first)) {
            first = untilSettled(settled.get());
        }
        if (!first.verdict().isHealthy()) {
            return notGreen(first);
        }
        Instant green = pacer.now();
        journal.note(Kind.STABLE, "green; watched from here on");
        boolean mayCollapse = isBefore(settled);
        Optional<Run> fall = mayCollapse ? fallOn(ladder.rungs(), green) : followed(ladder.rungs(), green);
        if (fall.filter(run -> run.verdict().isUnhealthy() && beganBefore(settled, run))
                .isPresent()) {
            // Registrations that fall away after etcd came back. Awaited once: what is red after that is red.
            untilSettled(settled.get());
            return climb(greenSince, etcdBack, inTheWay);
        }
        if (mayCollapse && fall.isEmpty()) {
            fall = followed(List.of(Duration.between(green, settled.get())), green);
        }
        return fall.map(run -> fallen(run, green))
                .orElseGet(() -> atTheTop(green, greenSince, settled.isPresent(), inTheWay));
    }

    /** The same while messages flow, each of which is in the ledger. */
    private Optional<Run> followed(List<Duration> rungs, Instant green) {
        try (Tokens.Following flow = tokens.follow()) {
            return fallOn(rungs, green);
        }
    }

    /** Looks at each rung; the first run that is not healthy. */
    private Optional<Run> fallOn(List<Duration> rungs, Instant green) {
        for (Duration rung : rungs) {
            pacer.until(green.plus(rung));
            Run run = look(smoke);
            if (!run.verdict().isHealthy()) {
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }

    private GateVerdict atTheTop(
            Instant green, Optional<Instant> greenSince, boolean etcdWasAway, Supplier<Optional<String>> inTheWay) {
        Run last = look(full);
        if (!last.verdict().isHealthy()) {
            return fallen(last, green);
        }
        if (etcdWasAway && !isHealthy(last, REGISTRATIONS)) {
            return new Undetermined("etcd was away, and nobody could see whether every service is registered again:"
                    + " openim.etcd.url and openim.etcd.services say where, and which there should be");
        }
        Optional<String> late = inTheWay.get();
        if (late.isPresent()) {
            return new Shut(late.get());
        }
        return counted(green, greenSince);
    }

    private GateVerdict counted(Instant green, Optional<Instant> greenSince) {
        Instant from = greenSince.orElse(green);
        String when = greenSince.isPresent() ? "the last fix" : "the first green run";
        Losses since = tokens.sentFrom(from);
        if (since.any()) {
            return new Shut("all is green, and messages are not well: " + since + " sent since " + when);
        }
        if (!since.isWhole()) {
            return new Undetermined(
                    "all is green, and not every message sent since " + when + " was looked for everywhere: " + since);
        }
        Losses watched = tokens.sentFrom(green);
        if (watched.untaken() > 0) {
            return new Shut("all is green, and " + watched.untaken() + " of " + watched.sent()
                    + " messages sent while the gate watched were refused or not answered");
        }
        if (since.watched() == 0) {
            return new Undetermined("no message of the flow was taken, so nothing is known of any");
        }
        Losses before = tokens.sentBefore(from);
        return new Open(
                "held steady for " + Duration.between(green, pacer.now()).toSeconds() + " s; " + since + " sent since "
                        + when + (before.any() || !before.isWhole() ? "; before it: " + before : ""));
    }

    /** Looks on while registrations may fall away, and once more when they have had their time. */
    private Run untilSettled(Instant settled) {
        journal.note(
                Kind.WAITING,
                "etcd was away: what is red before " + settled + " may heal by itself; nothing is"
                        + " restarted for it");
        while (pacer.now().isBefore(settled)) {
            Instant next = pacer.now().plus(MEANWHILE);
            pacer.until(next.isBefore(settled) ? next : settled);
            look(smoke);
        }
        return look(full);
    }

    private boolean isBefore(Optional<Instant> settled) {
        return settled.filter(moment -> pacer.now().isBefore(moment)).isPresent();
    }

    /** A run that began while registrations could still fall away may have seen them away, however late it ended. */
    private static boolean beganBefore(Optional<Instant> settled, Run run) {
        return settled.filter(moment -> run.startedAt().isBefore(moment)).isPresent();
    }

    private Run look(Suite suite) {
        Run run = verifier.verify(suite);
        journal.note(
                Kind.VERIFIED,
                suite.name() + ": " + run.verdict().word() + ", "
                        + run.verdict().summary());
        return run;
    }

    private static GateVerdict notGreen(Run run) {
        String why = run.suite().name() + ": " + run.verdict().summary();
        return run.verdict().isUnhealthy() ? new Shut(why) : new Undetermined(why);
    }

    private GateVerdict fallen(Run run, Instant green) {
        Duration after = Duration.between(green, pacer.now());
        return run.verdict().isUnhealthy()
                ? new Flapping("was green, and red again after " + after.toSeconds() + " s: "
                        + run.verdict().summary())
                : new Undetermined(run.suite().name() + " after " + after.toSeconds() + " s: "
                        + run.verdict().summary());
    }

    private static boolean isHealthy(Run run, CheckId check) {
        return Stream.of(run)
                .flatMap(seen -> seen.observations().stream())
                .filter(seen -> seen.check().equals(check))
                .map(Observation::verdict)
                .anyMatch(verdict -> verdict.isHealthy());
    }
}
