package openim.verify.message.ledger.settlement;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.MessageTrace;
import openim.verify.message.ledger.State;

/**
 * How many messages are in which state.
 *
 * @param sent how many there are
 * @param acknowledged how many of them the sender was told that they were taken
 * @param refused how many were refused each time
 * @param states how many are in each state; together as many as were sent
 */
public record StateCounts(long sent, long acknowledged, long refused, Map<State, Long> states) {

    static final StateCounts NONE = new StateCounts(0, 0, 0, Map.of());

    public StateCounts {
        states = Map.copyOf(states);
        long all = states.values().stream().mapToLong(Long::longValue).sum();
        if (all != sent) {
            throw new IllegalArgumentException(sent + " messages, but " + all + " states");
        }
    }

    /** Counts them. */
    public static StateCounts of(Collection<JudgedMessage> judged) {
        List<MessageTrace> stories = judged.stream().map(JudgedMessage::story).toList();
        Map<State, Long> states = new EnumMap<>(State.class);
        judged.forEach(one -> states.merge(one.state(), 1L, Long::sum));
        return new StateCounts(
                stories.size(),
                stories.stream().filter(s -> s.acknowledged().isPresent()).count(),
                stories.stream().filter(MessageTrace::isRefused).count(),
                states);
    }

    StateCounts plus(StateCounts more) {
        Map<State, Long> all = new EnumMap<>(State.class);
        Stream.of(this, more).forEach(one -> one.states.forEach((state, count) -> all.merge(state, count, Long::sum)));
        return new StateCounts(sent + more.sent, acknowledged + more.acknowledged, refused + more.refused, all);
    }

    /** How many are in this state. */
    public long of(State state) {
        return states.getOrDefault(state, 0L);
    }

    /** Those to whom the sender was told nothing. */
    public long unanswered() {
        return sent - acknowledged - refused;
    }

    /** "205 sent, 205 acknowledged: 161 delivered, 44 lost". */
    @Override
    public String toString() {
        String all = Stream.of(State.values())
                .filter(state -> of(state) > 0)
                .map(state -> of(state) + " " + state.word())
                .collect(Collectors.joining(", "));
        return sent + " sent, " + acknowledged + " acknowledged, " + refused + " refused, " + unanswered()
                + " without an answer: " + (all.isEmpty() ? "nothing" : all);
    }
}
