package openim.verify.message.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.await.Pause;
import openim.verify.client.metrics.Counters;
import openim.verify.client.metrics.PrometheusReader;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.NotLookedAt;

/**
 * The server's own count of messages that it failed to put into Redis or MongoDB, or to number: each is a message that its
 * users lose, if not ours then somebody else's, so a rise is red even when all of ours arrived.
 *
 * <p>Pushes that took long, failed offline pushes and refused messages are counted by the server too. The first two are only
 * told: a phone's push service may be slow or not set up. Refusals are its duty, and not looked at.
 *
 * @param transfers how many openim-msgtransfers there are; empty if nobody knows
 * @param before at the begin of the run
 */
public record FailedInserts(PrometheusReader reader, OptionalInt transfers, Counters before) {

    private static final List<String> LOSSES =
            List.of("msg_insert_redis_failed_total", "msg_insert_mongo_failed_total", "seq_set_failed_total");
    private static final List<String> TOLD = List.of("msg_long_time_push_total", "msg_offline_push_failed_total");

    private static final String TRANSFER = "msg_transfer";
    private static final String PUSH = "push";

    /**
     * Reads them now.
     *
     * @param transfers how many openim-msgtransfers there are; empty if nobody knows
     * @throws NotLookedAt if the deployment does not offer them to us
     * @throws openim.verify.verdict.Absent if its release has no way to tell where they are
     */
    public static FailedInserts from(PrometheusReader reader, OptionalInt transfers, Duration within) {
        return new FailedInserts(reader, transfers, read(reader, within));
    }

    private static Counters read(PrometheusReader reader, Duration within) {
        return reader.read(TRANSFER, Deadline.in(within));
    }

    /** What is only told; nothing, if it cannot be read. */
    private Counters pushes(Duration within) {
        try {
            return reader.read(PUSH, Deadline.in(within));
        } catch (NotLookedAt | Absent onlyTold) {
            return new Counters(Map.of());
        }
    }

    /**
     * Sees to it that none has risen since, nor does for a while.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if one has
     * @throws NotLookedAt if none of those that were read has, and not all there are could be read
     */
    public String mustStayAsTheyWere(Duration quiet, Duration within) {
        Counters pushesBefore = pushes(within);
        // Counters do not fall: one look after the while sees all of it.
        Pause.until(Deadline.in(quiet));
        Counters now = read(reader, within);
        Judgement judgement = unchangedSince(before).judge(now);
        if (!judgement.isMet()) {
            throw BrokenPromise.seeing(
                    judgement.reason(), "openim-msgtransfer fails to insert no message while we look");
        }
        requireAll(now.byTarget().size());
        String told = words(risen(TOLD, now.and(pushes(within)), before.and(pushesBefore)));
        return "no failed insert counted by " + now.byTarget().size() + " openim-msgtransfers"
                + (told.isEmpty() ? "" : "; but " + told);
    }

    /** A partial look that sees nothing wrong clears nobody. */
    void requireAll(int read) {
        if (transfers.isEmpty()) {
            throw new NotLookedAt("no failed insert is counted by " + read
                    + " openim-msgtransfers, and nobody here knows how many there are");
        }
        if (read < transfers.getAsInt()) {
            throw new NotLookedAt("openim-api names only " + read + " of " + transfers.getAsInt()
                    + " openim-msgtransfers to Prometheus, so what the others count is not known");
        }
    }

    static Expectation<Counters> unchangedSince(Counters before) {
        return Expectation.of("fails to insert no message while we are here", now -> {
            Map<String, Long> risen = risen(LOSSES, now, before);
            return risen.isEmpty() ? Judgement.met("none failed") : Judgement.never(words(risen));
        });
    }

    private static Map<String, Long> risen(List<String> names, Counters now, Counters before) {
        Map<String, Long> risen = new TreeMap<>();
        names.forEach(name -> {
            long by = now.risen(name, before);
            if (by > 0) {
                risen.put(name, by);
            }
        });
        return risen;
    }

    private static String words(Map<String, Long> risen) {
        return risen.entrySet().stream()
                .map(each -> each.getKey() + " rose by " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
