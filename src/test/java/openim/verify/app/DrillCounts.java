package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.app.run.Drill;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.settlement.StateCounts;

/** Holds what a ledger says to what is counted without it. */
final class DrillCounts {

    private DrillCounts() {}

    /** Every message is in one state; each record and each document is in the ledger; the states follow from them. */
    static void hold(Drill drill) {
        List<JudgedMessage> judged = drill.judged();
        assertThat(judged).noneMatch(one -> one.state() == State.OPEN);
        assertThat(StateCounts.of(judged).states().values().stream()
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(judged.size());
        Set<String> ids =
                judged.stream().map(one -> one.story().entry().id().value()).collect(Collectors.toSet());
        Map<String, Long> records = Drill.ofThese(drill.recordsInKafka(), ids);
        Map<String, Long> documents = Drill.ofThese(drill.documentsInMongo(), ids);
        assertThat(seen(judged, Layer.KAFKA)).isEqualTo(records);
        assertThat(seen(judged, Layer.STORED)).isEqualTo(documents);
        assertThat(judged).allSatisfy(one -> {
            String id = one.story().entry().id().value();
            boolean acknowledged = one.story().attempts().stream()
                    .anyMatch(a -> a.outcome() == openim.verify.message.ledger.Attempt.Outcome.ACKNOWLEDGED);
            boolean stored = documents.containsKey(id);
            switch (one.state()) {
                case LOST, NOT_STORED -> assertThat(acknowledged && !stored).isTrue();
                case DELIVERED, LATE, NOT_PULLABLE, NOT_PUSHED, REORDERED, DELIVERED_PUSH_NOT_OBSERVED ->
                    assertThat(acknowledged && stored).isTrue();
                case REFUSED, UNKNOWN -> assertThat(acknowledged || stored).isFalse();
                default -> assertThat(one.state()).isNotEqualTo(State.CORRUPTED);
            }
        });
    }

    private static Map<String, Long> seen(List<JudgedMessage> judged, Layer layer) {
        return judged.stream()
                .flatMap(one -> one.story().sightings().stream())
                .filter(seen -> seen.layer() == layer)
                .collect(Collectors.groupingBy(seen -> seen.message().value(), Collectors.counting()));
    }
}
