package openim.verify.message.ledger.settlement;

import java.time.Duration;
import java.util.List;
import openim.verify.client.Latencies;
import openim.verify.message.ledger.MessageTrace;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;

/** How fast a flow was, by its ledger: also for a process that was not there. */
final class FlowSpeed {

    private final Latencies latencies = new Latencies();

    /** Hears of a message: its acknowledgement and its first push are timed, if it has them. */
    void add(MessageTrace story) {
        story.acknowledged().ifPresent(attempt -> latencies.took(Step.ACKNOWLEDGE, attempt.took()));
        story.pushedAt().ifPresent(at -> latencies.took(Step.PUSH, Duration.between(story.sentAt(), at)));
    }

    List<Latency> summaries() {
        return latencies.summaries();
    }
}
