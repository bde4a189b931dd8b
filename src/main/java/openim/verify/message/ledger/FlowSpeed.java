package openim.verify.message.ledger;

import java.time.Duration;
import java.util.List;
import openim.verify.client.Latencies;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;

/** How fast a flow was, by its ledger: also for a process that was not there. */
public final class FlowSpeed {

    private FlowSpeed() {}

    /** Acknowledgements and first pushes; what was not acknowledged or pushed is not timed. */
    public static List<Latency> of(Book book) {
        return of(book.stories());
    }

    static List<Latency> of(List<Story> stories) {
        Latencies latencies = new Latencies();
        for (Story story : stories) {
            story.acknowledged().ifPresent(attempt -> latencies.took(Step.ACKNOWLEDGE, attempt.took()));
            story.pushedAt().ifPresent(at -> latencies.took(Step.PUSH, Duration.between(story.sentAt(), at)));
        }
        return latencies.summaries();
    }
}
