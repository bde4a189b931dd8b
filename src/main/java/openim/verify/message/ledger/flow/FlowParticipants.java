package openim.verify.message.ledger.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.ConversationId;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.kafka.Offsets;
import openim.verify.client.user.User;
import openim.verify.config.store.Kafka;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountPool;
import openim.verify.target.account.OwnAccounts;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * The accounts of a flow, leased and with a token each: all that a flow needs of the deployment before it can bear anything.
 *
 * @param people by their ids
 */
record FlowParticipants(Deployment openim, List<AccountPool.Lease> leases, Lanes lineUp, Map<UserId, User> people)
        implements AutoCloseable {

    private static final Duration KAFKA = Duration.ofSeconds(10);

    FlowParticipants {
        leases = List.copyOf(leases);
        people = Map.copyOf(people);
    }

    /**
     * Gathers it. The pool's accounts must be registered.
     *
     * @throws openim.verify.verdict.BrokenPromise if somebody gets no token
     * @throws CannotLook if not so many accounts are free
     */
    static FlowParticipants gathered(Deployment openim, AccountPool pool, int senders, int receivers) {
        var users = openim.im().users();
        List<AccountPool.Lease> leases =
                pool.leaseSeveral((senders + receivers + 1) / 2, pair -> OwnAccounts.isOnline(pair, users));
        try {
            List<UserId> accounts = leases.stream()
                    .flatMap(lease -> lease.accounts().stream())
                    .map(UserId::new)
                    .sorted()
                    .toList();
            Lanes lineUp = Lanes.of(accounts, senders, receivers, partitions(openim));
            Map<UserId, User> people = lineUp.people().stream()
                    .map(id -> User.mustLogInKickingOthers(id, Platform.WEB, openim.im()))
                    .collect(Collectors.toMap(User::id, Function.identity()));
            befriend(lineUp, openim);
            return new FlowParticipants(openim, leases, lineUp, people);
        } catch (RuntimeException | Error failed) {
            leases.forEach(AccountPool.Lease::close);
            throw failed;
        }
    }

    /** How many Kafka says that {@code toRedis} has; as many as OpenIM makes, where it cannot be asked. */
    private static int partitions(Deployment openim) {
        try {
            String topic = openim.settings()
                    .stores()
                    .kafka()
                    .map(Kafka::topics)
                    .orElse(Kafka.Topics.DEFAULT)
                    .toRedis();
            return openim.underneath()
                    .topics()
                    .map(reader -> reader.cluster(List.of(topic), Deadline.in(KAFKA))
                            .partitions()
                            .getOrDefault(topic, 0))
                    .filter(count -> count > 0)
                    .orElse(Lanes.USUAL_PARTITIONS);
        } catch (CannotLook | NotLookedAt notFromHere) {
            return Lanes.USUAL_PARTITIONS;
        }
    }

    /** For deployments that refuse strangers' messages; in an outage the first failure tells that it cannot be done now. */
    private static void befriend(Lanes lineUp, Deployment openim) {
        for (Lanes.Lane lane : lineUp.lanes()) {
            if (!OwnAccounts.befriend(
                    lane.from(), List.of(lane.to()), openim.im().friends())) {
                return;
            }
        }
    }

    List<Integer> slots() {
        return leases.stream().map(AccountPool.Lease::slot).sorted().toList();
    }

    User person(UserId id) {
        User person = people.get(id);
        if (person == null) {
            throw new IllegalArgumentException(id + " is not of this crew");
        }
        return person;
    }

    /** The newest seq of each of the flow's conversations; 0 for those that there are none of yet. */
    Map<ConversationId, Long> newestSeqs() {
        Map<UserId, Map<ConversationId, Long>> byPerson = new HashMap<>();
        Map<ConversationId, Long> newest = new HashMap<>();
        for (Lanes.Lane lane : lineUp.lanes()) {
            ConversationId conversation = ConversationId.between(lane.from(), lane.to());
            Map<ConversationId, Long> seqs = byPerson.computeIfAbsent(
                    lane.to(),
                    id -> openim.im()
                            .messages()
                            .newestSeqs(id, person(id).token())
                            .mustBeOk(id.value(), "asks for the newest seqs"));
            newest.put(conversation, seqs.getOrDefault(conversation, 0L));
        }
        return newest;
    }

    /** Where {@code toRedis} ends now, if Kafka can be looked at. */
    Optional<Offsets> endOfKafka() {
        try {
            return openim.underneath()
                    .topics()
                    .flatMap(reader -> openim.settings()
                            .stores()
                            .kafka()
                            .map(kafka -> reader.endOffsets(kafka.topics().toRedis(), Deadline.in(KAFKA))));
        } catch (CannotLook | NotLookedAt notFromHere) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        new ArrayList<>(new TreeMap<>(people).values()).forEach(User::close);
        leases.forEach(AccountPool.Lease::close);
    }
}
