package openim.verify.app.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.client.Failure;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;

/**
 * A component that gave us no answer in time, while it did its work for what was sent in the same run, is not called hung: more
 * likely it was we who had no time, as on a machine that has too much to do.
 */
final class ServedMeanwhile {

    /** What cannot be green unless the component does its work. Without Redis, messages on open sessions are acknowledged, and lost. */
    private static final Map<CheckId, CheckId> PROOFS = Map.of(
            new CheckId("component.mongo"), new CheckId("message.stored"),
            new CheckId("component.redis"), new CheckId("message.pulled"),
            new CheckId("component.kafka"), new CheckId("message.pushed"),
            new CheckId("component.minio"), new CheckId("file.round-trip"));

    private ServedMeanwhile() {}

    /** All of a run, as far as they can be believed beside each other. */
    static List<Observation> weighed(List<Observation> seen) {
        return seen.stream()
                .map(one -> proof(one, seen)
                        .map(proof -> one.disbelieved(proof.check()
                                + ", which needs it, was green in the same run; look again, and if it stays so, from a machine"
                                + " that has less to do"))
                        .orElse(one))
                .toList();
    }

    private static Optional<Observation> proof(Observation silent, List<Observation> seen) {
        return Optional.ofNullable(PROOFS.get(silent.check()))
                .filter(check -> silent.verdict().isUnhealthy()
                        && silent.fact(Evidence.FAILURE).equals(Failure.NO_ANSWER.word()))
                .flatMap(check -> seen.stream()
                        .filter(other -> other.check().equals(check)
                                && other.verdict().isHealthy()
                                && other.ended().isAfter(silent.at()))
                        .findFirst());
    }
}
