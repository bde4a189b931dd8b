package openim.verify.message.ledger.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.client.Ack;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;
import openim.verify.client.user.Draft;
import openim.verify.message.ledger.Attempt;
import openim.verify.message.ledger.EntriesAtHand;
import openim.verify.message.ledger.FlowTimeouts;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerEntry;
import openim.verify.message.ledger.LedgerSettings;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.Sighting;
import openim.verify.message.ledger.flow.FlowParticipants.PushObserver;
import openim.verify.message.ledger.flow.Progress.Unpushed;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountPool;
import openim.verify.target.account.Protections;
import openim.verify.verdict.CannotLook;

/**
 * Messages at an even pace, each written down before it is sent, to receivers whose sessions are held across an outage.
 *
 * <p>Nothing that the deployment does ends it: what is refused, not answered or cut off is noted, and the next message is sent at
 * its time all the same. It needs the administrator's API only to begin. However long it goes on, it keeps a bounded number of its
 * messages in memory: what it wrote down it can read again.
 */
public final class Flow implements AutoCloseable {

    private static final Duration SETTLED_BY = Duration.ofSeconds(15);

    private final String ledger;
    private final FlowPlan plan;
    private final FlowParticipants crew;
    private final LedgerWriter scribe;
    private final Map<UserId, PushObserver> held;
    private final EntriesAtHand entries;
    private final Unpushed unpushed = new Unpushed();
    private final AtomicReference<String> unwritten = new AtomicReference<>("");
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong underWay = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ExecutorService senders;

    private Flow(String ledger, FlowPlan plan, FlowParticipants crew, LedgerWriter scribe) {
        this.ledger = ledger;
        this.entries = new EntriesAtHand(ledger, scribe.reader());
        this.plan = plan;
        this.crew = crew;
        this.scribe = scribe;
        this.held = crew.observed(ledger, scribe, entries, this::seen);
        this.senders = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "flow-sends");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Leases accounts, opens their sessions, and begins a ledger. The pool's accounts must be registered.
     *
     * @param scribe writes it; not closed here
     * @throws openim.verify.verdict.BrokenPromise if somebody gets no token or no session
     * @throws CannotLook if not enough accounts are free
     */
    public static Flow opened(Deployment openim, AccountPool pool, LedgerWriter scribe, FlowPlan plan) {
        FlowParticipants crew = FlowParticipants.gathered(openim, pool, plan.senders(), plan.receivers());
        try {
            return begun(openim, pool, scribe, plan, crew);
        } catch (RuntimeException | Error failed) {
            crew.close();
            throw failed;
        }
    }

    private static Flow begun(
            Deployment openim, AccountPool pool, LedgerWriter scribe, FlowPlan plan, FlowParticipants crew) {
        FlowTimeouts patience = new FlowTimeouts(
                openim.settings().deadlines().push(),
                openim.settings().deadlines().stored());
        Instant now = Instant.now();
        LedgerSettings opening = new LedgerSettings(
                LedgerSettings.newId(now), now, patience, crew.slots(), crew.newestSeqs(), crew.endOfKafka());
        return protecting(pool.protections(), opening, () -> {
            scribe.opens(opening);
            return opened(opening, scribe, plan, crew);
        });
    }

    /** Protects the accounts of a ledger that is about to begin; if it does not begin, nothing was sent, and nobody needs them. */
    static <T> T protecting(Protections protections, LedgerSettings opening, Supplier<T> begins) {
        protections.protect(opening.slots(), opening.id());
        try {
            return begins.get();
        } catch (RuntimeException | Error failed) {
            protections.release(opening.slots(), opening.id());
            throw failed;
        }
    }

    private static Flow opened(LedgerSettings opening, LedgerWriter scribe, FlowPlan plan, FlowParticipants crew) {
        Flow flow = new Flow(opening.id(), plan, crew, scribe);
        try {
            flow.openSessions();
            return flow;
        } catch (RuntimeException | Error failed) {
            flow.close();
            scribe.settles(opening.id(), Instant.now());
            throw failed;
        }
    }

    private void openSessions() {
        held.values().parallelStream().forEach(PushObserver::begin);
        Deadline deadline = Deadline.in(SETTLED_BY);
        held.values().forEach(one -> one.awaitSettled(deadline));
    }

    /** The ledger's name. */
    public String ledger() {
        return ledger;
    }

    /** In how many of the partitions of Kafka's topics its messages lie. */
    public int partitions() {
        return crew.lineUp().partitions().size();
    }

    /** How many partitions the topics have: by Kafka, or as many as OpenIM makes where it cannot be asked. */
    public int partitionsInAll() {
        return crew.lineUp().inAll();
    }

    /** Sends until it is stopped, or for so long, and then waits for what is still missing. */
    public void run(Duration time) {
        List<Lanes.Lane> lanes = crew.lineUp().lanes();
        Duration between = Duration.ofSeconds(1).dividedBy(plan.rate());
        Deadline begun = Deadline.in(time);
        for (long turn = 0; !stopped.get() && !begun.isOver(); turn++) {
            Lanes.Lane lane = lanes.get((int) (turn % lanes.size()));
            send(lane, turn + 1);
            Pause.until(Deadline.in(notNegative(between.multipliedBy(turn + 1).minus(begun.elapsed()))));
        }
        drain();
    }

    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    /** Has {@link #run} send no more. Safe from any thread. */
    public void stop() {
        stopped.set(true);
    }

    private void send(Lanes.Lane lane, long number) {
        MessageId id = MessageId.fresh();
        String text = "openim-verify → " + ledger + " " + number + " ✓ " + id;
        Draft draft = new Draft(id, lane.from(), lane.to(), text);
        LedgerEntry entry = LedgerEntry.of(draft, number, Instant.now());
        Attempt attempt = Attempt.begins(id, 1, Instant.now());
        scribe.before(ledger, entry, attempt);
        entries.add(entry);
        unpushed.sent(id);
        sent.incrementAndGet();
        underWay.incrementAndGet();
        senders.execute(() -> {
            try {
                sendAndNote(draft, attempt);
            } catch (CannotLook failed) {
                // The next message cannot be written down either, and ends the flow.
                unwritten.compareAndSet("", failed.getMessage());
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    private void sendAndNote(Draft draft, Attempt attempt) {
        Attempt told = sent(draft, attempt);
        if (told.outcome() == Attempt.Outcome.NO_ANSWER && plan.retries() && isOpenAgain(draft.from())) {
            Attempt again = Attempt.begins(draft.id(), 2, Instant.now());
            scribe.notes(again);
            told = sent(draft, again);
        }
        switch (told.outcome()) {
            case ACKNOWLEDGED -> {
                acknowledged.incrementAndGet();
                unpushed.acknowledged(draft.id());
            }
            case REFUSED -> refused.incrementAndGet();
            default -> unanswered.incrementAndGet();
        }
    }

    private Attempt sent(Draft draft, Attempt attempt) {
        Attempt told;
        try {
            ApiResult<Ack> answer = crew.person(draft.from()).sends(draft).ack();
            told = attempt.told(answer, Instant.now());
        } catch (CannotLook stop) {
            // Interrupted: nobody waits for the answer any more, and the ledger says that none came.
            return attempt;
        }
        scribe.notes(told);
        return told;
    }

    private boolean isOpenAgain(UserId sender) {
        Deadline deadline = Deadline.in(plan.drain());
        while (!deadline.isOver() && !holder(sender).isOpen()) {
            Pause.until(Deadline.in(Duration.ofMillis(200)));
        }
        return holder(sender).isOpen();
    }

    private PushObserver holder(UserId person) {
        PushObserver one = held.get(person);
        if (one == null) {
            throw new IllegalArgumentException(person + " is not of this flow");
        }
        return one;
    }

    private void seen(Sighting seen) {
        if (seen.layer() == Layer.PUSHED) {
            unpushed.pushed(seen.message());
        }
    }

    /**
     * Waits until every acknowledged message was pushed. Those that are still missing are waited for as long as the plan has it,
     * and until their sessions have been watched up to the deadline.
     */
    private void drain() {
        Deadline deadline = Deadline.in(plan.drain());
        if (stopped.get()) {
            deadline = deadline.atMost(patienceWhenStopped());
        }
        while (!deadline.isOver() && (underWay.get() > 0 || unpushed.isAwaited())) {
            Pause.until(Deadline.in(Duration.ofMillis(100)));
        }
        // In which a second copy of the last ones would come.
        Pause.until(Deadline.in(crew.openim().settings().deadlines().quiet()));
    }

    /** Whoever stops it by hand waits for the deadline of a push and no longer, and for the sign of life after it. */
    private Duration patienceWhenStopped() {
        return crew.openim().settings().deadlines().push().plus(Duration.ofSeconds(3));
    }

    public Progress progress() {
        return new Progress(
                sent.get(),
                acknowledged.get(),
                refused.get(),
                unanswered.get(),
                unpushed.pushed(),
                held.values().stream().filter(PushObserver::isOpen).count(),
                held.size(),
                held.values().stream()
                        .mapToLong(one -> Math.max(0, one.sessions() - 1))
                        .sum());
    }

    /**
     * Why somebody's session cannot be held any more, as when another run uses the account; and that the ledger cannot be written,
     * if it cannot.
     */
    public List<String> troubles() {
        return Stream.concat(
                        Stream.of(unwritten.get()).filter(words -> !words.isEmpty()),
                        held.values().stream().flatMap(one -> one.trouble().stream()))
                .toList();
    }

    /** The conversations of the flow. */
    public Set<ConversationId> conversations() {
        return crew.lineUp().lanes().stream()
                .map(lane -> ConversationId.between(lane.from(), lane.to()))
                .collect(Collectors.toSet());
    }

    /** Lets the sessions and the accounts go, and closes the ledger, which then can be settled. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        stop();
        senders.shutdownNow();
        awaitSenders();
        held.values().forEach(PushObserver::letGo);
        held.values().forEach(PushObserver::close);
        try {
            scribe.flush();
            scribe.closes(ledger, Instant.now());
        } finally {
            entries.close();
            crew.close();
        }
    }

    private void awaitSenders() {
        try {
            senders.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
