package openim.verify.message.ledger.settlement;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import openim.verify.client.MessageId;
import openim.verify.message.ledger.Coverage;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.LedgerSettings;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.Sighting;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.read.FinalReads;
import openim.verify.message.ledger.read.SearchBudget;
import openim.verify.message.ledger.read.StoreReads;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountPool;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Loss;

/**
 * Ledgers after their final reads: what became of their messages, in counts and in the first few names.
 *
 * @param settled those that were settled here
 * @param skipped why others that are not settled were left alone, a sentence for each
 * @param latencies how fast the flows were, all together
 */
public record Settlement(List<Settled> settled, List<String> skipped, List<Latency> latencies) {

    /**
     * One ledger, judged.
     *
     * @param over whether it is settled with that; else it is looked at again by the next settlement
     */
    public record Settled(LedgerSettings opening, Tally tally, boolean over) {}

    public Settlement {
        settled = List.copyOf(settled);
        skipped = List.copyOf(skipped);
        latencies = List.copyOf(latencies);
    }

    /** The same with as many searches as go unfelt. */
    public static Settlement made(Deployment openim, AccountPool pool, Path file, Duration patience) {
        return made(openim, pool, file, patience, StoreReads.usualBudget(), Confirmation.ONE_LOOK);
    }

    /**
     * Settles the ledgers of a deployment that are not yet.
     *
     * <p>Their accounts are leased meanwhile. A ledger of which something could not be looked at is judged all the same, stays
     * unsettled, and can be settled again. One that is still being written, or whose accounts are in use, is left alone, and that
     * is said.
     *
     * @param patience how long it may be looked again for what is missing
     * @param searches how often the server may be asked to search its messages, where MongoDB itself cannot be read
     * @param confirmation how often a message must have been missed before its ledger is settled with it
     * @throws CannotLook if there is none that can be settled now
     */
    public static Settlement made(
            Deployment openim,
            AccountPool pool,
            Path file,
            Duration patience,
            SearchBudget searches,
            Confirmation confirmation) {
        return made(
                (opening, ledger, scribe) -> FinalReads.make(openim, opening, ledger, scribe, searches, patience),
                pool,
                file,
                confirmation);
    }

    /** Makes the final reads of a ledger. */
    interface Looking {
        void make(LedgerSettings opening, LedgerReader ledger, LedgerWriter scribe);
    }

    static Settlement made(Looking looking, AccountPool pool, Path file, Confirmation confirmation) {
        List<LedgerHeader> open = unsettled(file);
        if (open.isEmpty()) {
            throw new CannotLook("there is no ledger that is not settled; `ledger open` begins one");
        }
        List<Settled> settled = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        FlowSpeed speed = new FlowSpeed();
        try (LedgerWriter scribe = LedgerWriter.in(file)) {
            for (LedgerHeader account : open) {
                Optional<String> busy = account.isGoingOn()
                        ? Optional.of(goingOn(account))
                        : settled(looking, pool, file, account, scribe, speed, confirmation, settled);
                busy.ifPresent(skipped::add);
            }
        }
        if (settled.isEmpty()) {
            throw new CannotLook(String.join("; ", skipped));
        }
        return new Settlement(settled, skipped, speed.summaries());
    }

    /** Whether a ledger that is not settled misses messages that the next settlement may find: it looks for them first. */
    public static boolean isDoubtful(Path file) {
        try (LedgerReader reader = LedgerReader.of(file)) {
            return reader.accounts().stream()
                    .anyMatch(account -> !account.settled()
                            && !reader.missedBefore(account.opening()).isEmpty());
        }
    }

    /** The ledgers in a file that are not settled, the oldest first. */
    public static List<LedgerHeader> unsettled(Path file) {
        try (LedgerReader reader = LedgerReader.of(file)) {
            return reader.accounts().stream().filter(a -> !a.settled()).toList();
        }
    }

    /** That a ledger is still being written, and by whom. */
    public static String goingOn(LedgerHeader account) {
        return "ledger " + account.id() + " is still being written by "
                + (account.pid() == ProcessHandle.current().pid()
                        ? "this process, in a flow that has not ended"
                        : "process " + account.pid() + ", which ends its flow when it is stopped");
    }

    /** How long it should be looked for what is missing, in a run of this length: with less time, absence can seldom be told. */
    public static Duration patience(Duration run) {
        return run.compareTo(FinalReads.LONG_ENOUGH) < 0 ? FinalReads.LONG_ENOUGH : run;
    }

    /** Why it could not be settled now; empty if it was added. */
    private static Optional<String> settled(
            Looking looking,
            AccountPool pool,
            Path file,
            LedgerHeader account,
            LedgerWriter scribe,
            FlowSpeed speed,
            Confirmation confirmation,
            List<Settled> settled) {
        LedgerSettings opening = account.opening();
        Optional<List<AccountPool.Lease>> leases = leased(pool, opening);
        if (leases.isEmpty()) {
            return Optional.of("the accounts of ledger " + opening.id() + " are in use by another run");
        }
        try (LedgerReader reader = LedgerReader.of(file)) {
            Set<MessageId> missedBefore = reader.missedBefore(opening);
            if (reader.size(opening) > 0) {
                looking.make(opening, reader, scribe);
            }
            Tally tally = Tally.of(reader, opening, speed);
            AtomicBoolean doubtful = new AtomicBoolean();
            reader.judged(opening, one -> {
                scribe.judges(one);
                if (one.state().isRefutable()
                        && !missedBefore.contains(one.story().entry().id())) {
                    doubtful.set(true);
                }
            });
            scribe.flush();
            boolean over = tally.isFinal() && !(confirmation == Confirmation.TWO_LOOKS && doubtful.get());
            if (over) {
                scribe.settles(opening.id(), Instant.now());
                pool.protections().release(opening.slots(), opening.id());
            }
            settled.add(new Settled(opening, tally, over));
            return Optional.empty();
        } finally {
            leases.get().forEach(AccountPool.Lease::close);
        }
    }

    private static Optional<List<AccountPool.Lease>> leased(AccountPool pool, LedgerSettings opening) {
        List<AccountPool.Lease> leases = new ArrayList<>();
        for (int slot : opening.slots()) {
            Optional<AccountPool.Lease> lease = pool.leaseSlot(slot);
            if (lease.isEmpty()) {
                leases.forEach(AccountPool.Lease::close);
                return Optional.empty();
            }
            leases.add(lease.get());
        }
        return Optional.of(leases);
    }

    /** Whether every message was looked for wherever it must be. */
    public boolean isWhole() {
        return settled.stream().allMatch(one -> one.tally().isWhole());
    }

    public StateCounts sums() {
        return settled.stream().map(one -> one.tally().sums()).reduce(StateCounts.NONE, StateCounts::plus);
    }

    /** The same of the ledgers that are over: each message is once among those of all settlements, as what it turned out to be. */
    public StateCounts sumsOfThoseOver() {
        return settled.stream()
                .filter(Settled::over)
                .map(one -> one.tally().sums())
                .reduce(StateCounts.NONE, StateCounts::plus);
    }

    /** The statement on loss, ledger by ledger, in the order of sending; at most {@value Tally#MOST_LOSSES} of each. */
    public List<Loss> losses() {
        return settled.stream().flatMap(one -> one.tally().losses().stream()).toList();
    }

    /**
     * That no message is in one of these states, where all that is needed to say so was looked at.
     *
     * @return what was found, in words
     * @throws BrokenPromise if one is, naming the first few
     * @throws CannotLook if that cannot be said
     */
    public String mustHaveNone(State... states) {
        for (State state : states) {
            if (sums().of(state) > 0) {
                throw broken(state);
            }
        }
        requireAcknowledged();
        Layer needed = Arrays.asList(states).contains(State.NOT_STORED) ? Layer.STORED : Layer.PULLED;
        settled.forEach(one -> one.tally()
                .gap(needed)
                .filter(why -> !isSampled(one.tally(), needed))
                .ifPresent(why -> {
                    throw new CannotLook("ledger " + one.opening().id() + " cannot be settled yet: " + why);
                }));
        return sums() + besides();
    }

    /** Whether the store was read for some of the messages, and left out on purpose for the rest. */
    private static boolean isSampled(Tally tally, Layer needed) {
        return needed == Layer.STORED && tally.isFinal() && tally.storeRead() > 0;
    }

    /** What was not looked at, though it was not needed for what was asked; and which ledgers were left alone. */
    private String besides() {
        List<String> besides = new ArrayList<>();
        settled.forEach(one -> Coverage.REQUIRED.forEach(layer -> one.tally()
                .gap(layer)
                .ifPresent(why -> besides.add(
                        "not looked at whole in ledger " + one.opening().id() + ": " + why))));
        skipped.forEach(why -> besides.add("left alone: " + why));
        return besides.isEmpty() ? "" : "; " + String.join("; ", besides);
    }

    /** The same for pushes, of which nothing can be looked at later: those that nobody watched are said to be so. */
    public String mustAllBePushed() {
        if (sums().of(State.NOT_PUSHED) > 0) {
            throw broken(State.NOT_PUSHED);
        }
        requireAcknowledged();
        long pushed = sum(Tally::pushed);
        if (pushed == 0) {
            throw new CannotLook("nobody watched whether any of the messages was pushed");
        }
        long unwatched = sum(Tally::unwatched);
        long open = sum(Tally::openUnpushed);
        return pushed + " of " + sums().acknowledged() + " acknowledged messages were pushed"
                + (unwatched == 0 ? "" : "; whether " + unwatched + " more were, nobody watched")
                + (open == 0 ? "" : "; of " + open + " more it cannot be said yet");
    }

    private long sum(ToLongFunction<Tally> what) {
        return settled.stream().map(Settled::tally).mapToLong(what).sum();
    }

    private void requireAcknowledged() {
        if (sums().acknowledged() == 0) {
            throw new CannotLook("no message of the flow was acknowledged, so nothing is proven by it: " + sums());
        }
    }

    private BrokenPromise broken(State state) {
        List<JudgedMessage> bad = settled.stream()
                .flatMap(one -> one.tally().named(state).stream())
                .limit(Tally.MOST_NAMED)
                .toList();
        long all = sums().of(state);
        String named = bad.stream()
                .map(one -> one.story().entry().id() + " of " + one.story().sentAt() + " from "
                        + one.story().entry().from() + " to "
                        + one.story().entry().to() + ", last seen "
                        + one.story()
                                .furthest()
                                .map(seen -> "in " + seen.layer().word())
                                .orElse("nowhere"))
                .collect(Collectors.joining("; "));
        String rest = all > bad.size() ? "; and " + (all - bad.size()) + " more" : "";
        Optional<Layer> last = bad.get(0).story().furthest().map(Sighting::layer);
        String cause = KnownCauses.read().of(state, last);
        return new BrokenPromise(
                all + " of "
                        + (state.isOfAcknowledged()
                                ? sums().acknowledged() + " acknowledged messages "
                                : sums().sent() + " messages, acknowledged or not, ")
                        + state.word() + "; " + sums() + besides(),
                List.of(
                        Evidence.of(
                                Evidence.EXPECTED,
                                "no " + (state.isOfAcknowledged() ? "acknowledged " : "") + "message is "
                                        + state.word()),
                        Evidence.of(Evidence.SEEN, named + rest),
                        Evidence.of("knownCause", cause.isEmpty() ? "none" : cause)));
    }
}
