package openim.verify.message.ledger.settlement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.message.ledger.Judge;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerData;
import openim.verify.message.ledger.LedgerEntry;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.LedgerSettings;
import openim.verify.message.ledger.MessageTrace;
import openim.verify.message.ledger.ObservationWindow;
import openim.verify.message.ledger.Sighting;
import openim.verify.message.ledger.State;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Loss;

/**
 * What is kept in memory of the messages of a ledger once they are judged: counts, and so many of them by name. The messages
 * themselves stay in the file, however many there are.
 */
public final class Tally {

    /** So many of each state are named in a sentence. */
    static final int MOST_NAMED = 5;

    /** So many losses are named in the statement; the rest is counted. */
    static final int MOST_LOSSES = 5000;

    private final Map<State, Long> states = new EnumMap<>(State.class);
    private final Map<State, List<JudgedMessage>> named = new EnumMap<>(State.class);
    private final Map<Layer, String> gaps = new EnumMap<>(Layer.class);
    private final List<Loss> losses = new ArrayList<>();
    private final KnownCauses causes = KnownCauses.read();
    private final FlowSpeed speed;
    private final List<ObservationWindow> watches;
    private long sent;
    private long acknowledged;
    private long refused;
    private long lost;
    private long pushed;
    private long openUnpushed;
    private long unwatched;
    private long unfinished;
    private long storeRead;
    private long pushedBefore;
    private long pushedAfter;

    private Tally(List<ObservationWindow> watches, FlowSpeed speed) {
        this.watches = List.copyOf(watches);
        this.speed = speed;
    }

    /** Judges a ledger as it stands in the file. */
    public static Tally of(LedgerReader reader, LedgerSettings opening) {
        return of(reader, opening, new FlowSpeed());
    }

    /**
     * The same of one ledger of several.
     *
     * @param speed hears of each message
     */
    static Tally of(LedgerReader reader, LedgerSettings opening, FlowSpeed speed) {
        Tally tally = new Tally(reader.watches(opening), speed);
        reader.judged(opening, tally::add);
        return tally;
    }

    /** Judges a book that is in memory. */
    public static Tally of(LedgerData book) {
        Tally tally = new Tally(book.watches(), new FlowSpeed());
        Judge.judge(book).forEach(tally::add);
        return tally;
    }

    private void add(JudgedMessage one) {
        MessageTrace story = one.story();
        sent++;
        acknowledged += story.acknowledged().isPresent() ? 1 : 0;
        refused += story.isRefused() ? 1 : 0;
        pushed += story.acknowledged().isPresent() && story.isSeen(Layer.PUSHED) ? 1 : 0;
        openUnpushed +=
                one.state() == State.OPEN && story.acknowledged().isPresent() && !story.isSeen(Layer.PUSHED) ? 1 : 0;
        long first =
                story.seen(Layer.PUSHED).filter(SessionCounts::isOnTheFirst).count();
        pushedBefore += first;
        pushedAfter += story.seen(Layer.PUSHED).count() - first;
        states.merge(one.state(), 1L, Long::sum);
        List<JudgedMessage> few = named.computeIfAbsent(one.state(), state -> new ArrayList<>());
        if (few.size() < MOST_NAMED) {
            few.add(one);
        }
        one.gaps().forEach(gaps::putIfAbsent);
        unwatched += isUnwatched(one) ? 1 : 0;
        unfinished += one.isFinal() ? 0 : 1;
        storeRead += one.gaps().containsKey(Layer.STORED) ? 0 : 1;
        LossStatement.of(one, causes).ifPresent(loss -> {
            lost++;
            if (losses.size() < MOST_LOSSES) {
                losses.add(loss);
            }
        });
        speed.add(story);
    }

    private static boolean isUnwatched(JudgedMessage one) {
        return one.state() == State.DELIVERED_PUSH_NOT_OBSERVED
                || (one.state() == State.DELIVERED_STORE_NOT_LOOKED_AT
                        && !one.story().isSeen(Layer.PUSHED));
    }

    /** How many messages are in which state. */
    public StateCounts sums() {
        return new StateCounts(sent, acknowledged, refused, states);
    }

    /** The first few in that state. */
    List<JudgedMessage> named(State state) {
        return List.copyOf(named.getOrDefault(state, List.of()));
    }

    /** How many that were acknowledged were pushed to their receiver. */
    long pushed() {
        return pushed;
    }

    /** How many can be pulled of which nobody watched whether they were pushed. */
    long unwatched() {
        return unwatched;
    }

    /** Of how many that were acknowledged, and not pushed, nothing can be said yet. */
    long openUnpushed() {
        return openUnpushed;
    }

    /** Why a layer was not looked at whole for each message, in the words of the first for which it was not; empty if it was. */
    Optional<String> gap(Layer layer) {
        return Optional.ofNullable(gaps.get(layer));
    }

    /** Whether every message was looked for wherever it must be. */
    public boolean isWhole() {
        return gaps.isEmpty();
    }

    /** Whether nothing is left to be looked at: each message was looked for everywhere but where it was left out on purpose. */
    boolean isFinal() {
        return unfinished == 0;
    }

    /** For how many the store was read whole. */
    long storeRead() {
        return storeRead;
    }

    /** The statement on loss: the first {@value #MOST_LOSSES}, in the order of sending. */
    public List<Loss> losses() {
        return List.copyOf(losses);
    }

    /** How many losses there are besides. */
    public long unnamedLosses() {
        return lost - losses.size();
    }

    /** How fast the flow was. */
    public List<Latency> latencies() {
        return speed.summaries();
    }

    /** What became of the sessions. */
    public SessionCounts sessions() {
        return SessionCounts.of(watches, pushedBefore, pushedAfter);
    }

    /** How many messages it holds by name. */
    int kept() {
        return losses.size() + named.values().stream().mapToInt(List::size).sum();
    }

    /** Names each message that was acknowledged and then not kept, not stored, not to be pulled or not pushed. */
    static final class LossStatement {

        private static final Set<State> LOSSES =
                Set.of(State.LOST, State.NOT_STORED, State.NOT_PULLABLE, State.NOT_PUSHED);

        private LossStatement() {}

        /** What is stated of a message; empty if it is no loss. */
        static Optional<Loss> of(JudgedMessage one, KnownCauses causes) {
            return LOSSES.contains(one.state()) ? Optional.of(loss(one, causes)) : Optional.empty();
        }

        private static Loss loss(JudgedMessage one, KnownCauses causes) {
            MessageTrace story = one.story();
            LedgerEntry entry = story.entry();
            return new Loss(
                    entry.id().value(),
                    one.state().word(),
                    entry.from().value(),
                    entry.to().value(),
                    entry.conversation().value(),
                    story.sentAt(),
                    story.furthest()
                            .map(seen -> seen.layer().word() + ", " + seen.place())
                            .orElse("nowhere after its acknowledgement"),
                    causes.of(one.state(), story.furthest().map(Sighting::layer)));
        }
    }

    /**
     * What became of the sessions of a flow.
     *
     * @param people who held one
     * @param kept how many kept the connection with which they began
     * @param reconnects how often one had to be opened anew
     * @param pushedBefore how many messages were pushed to a connection with which somebody began
     * @param pushedAfter how many to one that was opened later
     */
    public record SessionCounts(long people, long kept, long reconnects, long pushedBefore, long pushedAfter) {

        static SessionCounts of(List<ObservationWindow> watches, long pushedBefore, long pushedAfter) {
            Map<Object, List<ObservationWindow>> byPerson =
                    watches.stream().collect(Collectors.groupingBy(ObservationWindow::user));
            return new SessionCounts(
                    byPerson.size(),
                    byPerson.values().stream()
                            .filter(sessions -> sessions.size() == 1)
                            .count(),
                    watches.size() - byPerson.size(),
                    pushedBefore,
                    pushedAfter);
        }

        static boolean isOnTheFirst(Sighting push) {
            return push.place().contains(" #1 ");
        }

        @Override
        public String toString() {
            return kept + " of " + people + " sessions lived on"
                    + (reconnects == 0 ? "" : ", " + reconnects + " reconnected") + "; " + pushedBefore
                    + " pushes on the first connections, " + pushedAfter + " on later ones";
        }
    }
}
