package openim.verify.message.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.target.AccountPool;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Loss;

/**
 * Ledgers after their final reads: what became of each message.
 *
 * @param settled those that were settled here
 */
public record Settlement(List<Settled> settled) {

    private static final int MOST_NAMED = 5;

    /** One ledger, judged. */
    public record Settled(Book book, List<Judged> judged) {

        public Settled {
            judged = List.copyOf(judged);
        }

        public Sums sums() {
            return Sums.of(judged);
        }
    }

    public Settlement {
        settled = List.copyOf(settled);
    }

    /**
     * Settles the ledgers of a deployment that are not yet.
     *
     * <p>Their accounts are leased meanwhile. A ledger of which something could not be looked at is judged all the same, stays
     * unsettled, and can be settled again.
     *
     * @param patience how long it may be looked again for what is missing
     * @throws CannotLook if there is none, one is still being written, or its accounts are in use
     */
    public static Settlement made(Deployment openim, AccountPool pool, Path file, Duration patience) {
        List<Account> open = unsettled(file);
        if (open.isEmpty()) {
            throw new CannotLook("there is no ledger that is not settled; `ledger open` begins one");
        }
        List<Settled> all = new ArrayList<>();
        try (Scribe scribe = Scribe.in(file)) {
            for (Account account : open) {
                all.add(settled(openim, pool, file, account, scribe, patience));
            }
        }
        return new Settlement(all);
    }

    /** The ledgers in a file that are not settled, the oldest first. */
    public static List<Account> unsettled(Path file) {
        try (LedgerReader reader = LedgerReader.of(file)) {
            return reader.accounts().stream().filter(a -> !a.settled()).toList();
        }
    }

    private static Settled settled(
            Deployment openim, AccountPool pool, Path file, Account account, Scribe scribe, Duration patience) {
        if (account.isGoingOn()) {
            throw new CannotLook("ledger " + account.id() + " is still being written by process " + account.pid()
                    + ": stop it first (kill " + account.pid() + ")");
        }
        Opening opening = account.opening();
        List<AccountPool.Lease> leases = leased(pool, opening);
        try (LedgerReader reader = LedgerReader.of(file)) {
            Book before = reader.book(opening);
            if (!before.stories().isEmpty()) {
                new FinalReads(openim, before, scribe).make(Deadline.in(patience));
            }
            Book book = reader.book(opening);
            Settled settled = new Settled(book, Judge.judge(book));
            scribe.judges(settled.judged());
            if (isLookedAtWhole(settled)) {
                scribe.settles(opening.id(), Instant.now());
                pool.protections().release(opening.slots(), opening.id());
            }
            return settled;
        } finally {
            leases.forEach(AccountPool.Lease::close);
        }
    }

    private static List<AccountPool.Lease> leased(AccountPool pool, Opening opening) {
        List<AccountPool.Lease> leases = new ArrayList<>();
        for (int slot : opening.slots()) {
            Optional<AccountPool.Lease> lease = pool.leaseSlot(slot);
            if (lease.isEmpty()) {
                leases.forEach(AccountPool.Lease::close);
                throw new CannotLook("the accounts of ledger " + opening.id() + " are in use by another run");
            }
            leases.add(lease.get());
        }
        return leases;
    }

    private static boolean isLookedAtWhole(Settled settled) {
        return settled.judged().stream().noneMatch(one -> one.state() == State.OPEN)
                && notLookedAt(settled, Layer.STORED).isEmpty();
    }

    /** Why a layer of a ledger could not be looked at whole; empty if it was. */
    private static Optional<String> notLookedAt(Settled settled, Layer layer) {
        var read = settled.book().looks().stream()
                .filter(look -> look.layer() == layer && look.complete())
                .map(Look::conversation)
                .collect(Collectors.toSet());
        return settled.judged().stream()
                .map(one -> one.story().entry().conversation())
                .filter(conversation -> !read.contains(conversation))
                .findFirst()
                .map(conversation -> settled.book().looks().stream()
                        .filter(look ->
                                look.layer() == layer && look.conversation().equals(conversation))
                        .reduce((first, last) -> last)
                        .map(Look::words)
                        .orElse(conversation + " was not looked at"));
    }

    /** Each message with what became of it, ledger by ledger, in the order of sending. */
    public List<Judged> judged() {
        return settled.stream().flatMap(one -> one.judged().stream()).toList();
    }

    public Sums sums() {
        return Sums.of(judged());
    }

    /** The statement on loss. */
    public List<Loss> losses() {
        return LossStatement.of(judged());
    }

    /**
     * That no message is in this state, where all that is needed to say so was looked at.
     *
     * @return what was found, in words
     * @throws BrokenPromise if one is, naming the first few
     * @throws CannotLook if that cannot be said
     */
    public String requireNone(State state) {
        List<Judged> bad = judged().stream().filter(one -> one.state() == state).toList();
        if (!bad.isEmpty()) {
            throw broken(state, bad);
        }
        requireAcknowledged();
        settled.forEach(one -> notLookedAt(one, state == State.NOT_STORED ? Layer.STORED : Layer.PULLED)
                .ifPresent(why -> {
                    throw new CannotLook("ledger " + one.book().opening().id() + " cannot be settled yet: " + why);
                }));
        return sums().toString();
    }

    /** The same for pushes, of which nothing can be looked at later: those that nobody watched are said to be so. */
    public String requireAllPushed() {
        List<Judged> bad =
                judged().stream().filter(one -> one.state() == State.NOT_PUSHED).toList();
        if (!bad.isEmpty()) {
            throw broken(State.NOT_PUSHED, bad);
        }
        requireAcknowledged();
        long pushed = judged().stream()
                .filter(one -> one.story().acknowledged().isPresent())
                .filter(one -> one.story().isSeen(Layer.PUSHED))
                .count();
        if (pushed == 0) {
            throw new CannotLook("nobody watched whether any of the messages was pushed");
        }
        long unwatched = sums().of(State.DELIVERED_PUSH_NOT_OBSERVED);
        return pushed + " of " + sums().acknowledged() + " acknowledged messages were pushed"
                + (unwatched == 0 ? "" : "; whether " + unwatched + " more were, nobody watched");
    }

    private void requireAcknowledged() {
        if (sums().acknowledged() == 0) {
            throw new CannotLook("no message of the flow was acknowledged, so nothing is proven by it: " + sums());
        }
    }

    private BrokenPromise broken(State state, List<Judged> bad) {
        String named = bad.stream()
                .limit(MOST_NAMED)
                .map(one -> one.story().entry().id() + " of " + one.story().sentAt() + " from "
                        + one.story().entry().from() + " to "
                        + one.story().entry().to() + ", last seen "
                        + one.story()
                                .furthest()
                                .map(seen -> "in " + seen.layer().word())
                                .orElse("nowhere"))
                .collect(Collectors.joining("; "));
        String rest = bad.size() > MOST_NAMED ? "; and " + (bad.size() - MOST_NAMED) + " more" : "";
        Optional<Layer> last = bad.get(0).story().furthest().map(Sighting::layer);
        String cause = KnownCauses.read().of(state, last);
        return new BrokenPromise(
                bad.size() + " of " + sums().acknowledged() + " acknowledged messages " + state.word() + "; " + sums(),
                List.of(
                        Evidence.of(Evidence.EXPECTED, "no acknowledged message is " + state.word()),
                        Evidence.of(Evidence.SEEN, named + rest),
                        Evidence.of("knownCause", cause.isEmpty() ? "none" : cause)));
    }
}
