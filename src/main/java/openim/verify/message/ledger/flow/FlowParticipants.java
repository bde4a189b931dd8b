package openim.verify.message.ledger.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.client.Answer;
import openim.verify.client.ConversationId;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.gateway.Handshake;
import openim.verify.client.gateway.Push;
import openim.verify.client.gateway.Session;
import openim.verify.client.gateway.SessionEnd;
import openim.verify.client.kafka.Offsets;
import openim.verify.client.user.User;
import openim.verify.config.store.Kafka;
import openim.verify.message.ledger.EntriesAtHand;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.ObservationWindow;
import openim.verify.message.ledger.Sighting;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountPool;
import openim.verify.target.account.OwnAccounts;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * The people of a flow, with leased accounts and a token each: all that a flow needs of the deployment before it can bear anything.
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

    /**
     * Somebody who will hold the session of each, by their ids.
     *
     * @param scribe writes down what comes
     * @param entries the messages of the flow
     * @param seen is told of each of them that comes
     */
    Map<UserId, PushObserver> observed(
            String ledger, LedgerWriter scribe, EntriesAtHand entries, Consumer<Sighting> seen) {
        var users = openim.im().users();
        PushObserver.Surroundings around = new PushObserver.Surroundings(
                ledger,
                scribe,
                entries,
                openim.settings().deadlines().settle(),
                user -> users.onlinePlatforms(user.id())
                        .value()
                        .filter(platforms -> platforms.contains(user.platform()))
                        .isPresent(),
                seen);
        return people.values().stream().collect(Collectors.toMap(User::id, user -> new PushObserver(user, around)));
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

    /**
     * Somebody's session, held across whatever happens: the same connection while it lives, else a new one with the same token.
     *
     * <p>No token is ever asked for here: the one that somebody has outlives the death of the gateway and of rpc-auth, and asking for
     * another would kill it. What is pushed is written down as it comes, and before the time up to which the session is said to have
     * been watched.
     */
    static final class PushObserver implements AutoCloseable {

        /** A pong as often as this tells that the connection lives; the gateway waits 30 s for one. */
        private static final Duration PING = Duration.ofSeconds(2);

        private static final Duration LOOK = Duration.ofMillis(250);
        private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

        /** A session that nobody can tell to show online is pushed to by then, if at all. */
        private static final Duration SURELY_ONLINE = Duration.ofSeconds(3);

        private final User user;
        private final Surroundings around;
        private final Thread thread;
        private final CountDownLatch settled = new CountDownLatch(1);
        private volatile boolean closing;
        private final AtomicInteger sessions = new AtomicInteger();
        private volatile Optional<String> trouble = Optional.empty();

        /** What a session that is held writes to, and asks. */
        record Surroundings(
                String ledger,
                LedgerWriter scribe,
                EntriesAtHand entries,
                Duration settling,
                Predicate<User> showsOnline,
                Consumer<Sighting> seen) {}

        PushObserver(User user, Surroundings around) {
            this.user = user;
            this.around = around;
            this.thread = new Thread(this::hold, "holds-" + user.id());
            thread.setDaemon(true);
        }

        /** Opens the first session, which must succeed, and holds on to it. */
        void begin() {
            user.mustOpenSession();
            thread.start();
        }

        User user() {
            return user;
        }

        /** Waits until the first session can be pushed to. */
        void awaitSettled(Deadline deadline) {
            try {
                settled.await(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new CannotLook("the flow was stopped", stop);
            }
        }

        boolean isOpen() {
            return user.session().isOpen();
        }

        /** How many sessions there were: 1 while the first one lives. */
        int sessions() {
            return sessions.get();
        }

        /** Why it cannot be held any more, if somebody else uses the account. */
        Optional<String> trouble() {
            return trouble;
        }

        private void hold() {
            try {
                holdOn();
            } catch (CannotLook unwritten) {
                // What comes cannot be written down, so the session is not watched any more, and the ledger says
                // until when it was.
                trouble = Optional.of("the session of " + user + " is not watched any more: " + unwritten.getMessage());
            } finally {
                settled.countDown();
            }
        }

        private void holdOn() {
            observe(user.session());
            while (!closing && trouble.isEmpty()) {
                Handshake again = user.triesSession();
                if (again instanceof Session session) {
                    observe(session);
                } else if (again.answer().hasErrCode(Answer.ERR_KICKED)) {
                    trouble = Optional.of("another run uses account " + user + ": " + again.answer());
                } else if (!closing) {
                    Pause.until(Deadline.in(BETWEEN_TRIES));
                }
            }
        }

        /** Writes down what comes, until the session ends or is to be let go. */
        private void observe(Session session) {
            session.keepAlive(PING);
            Watching watching = new Watching(session, sessions.incrementAndGet());
            while (!closing && session.isOpen()) {
                watching.look(LOOK);
            }
            watching.look(Duration.ZERO);
            session.end()
                    .filter(end -> end.kind() == SessionEnd.Kind.KICKED)
                    .ifPresent(end ->
                            trouble = Optional.of("another run uses account " + user + ": " + end.description()));
        }

        /** Ends it, and does not wait for the end. */
        void letGo() {
            closing = true;
        }

        @Override
        public void close() {
            letGo();
            try {
                thread.join(TimeUnit.SECONDS.toMillis(6));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            user.close();
        }

        /** The observing of one session. */
        private final class Watching {

            private final Session session;
            private final int number;
            private final Deadline settling = Deadline.in(around.settling());
            private final Deadline surely = Deadline.in(SURELY_ONLINE);
            private Optional<Instant> from = Optional.empty();
            private Instant until = Instant.MIN;
            private int taken;

            Watching(Session session, int number) {
                this.session = session;
                this.number = number;
            }

            void look(Duration patience) {
                // First the time, then what came until then: never the other way round.
                Instant heard = session.heardAt();
                List<Push> more = session.awaitPushesAfter(taken, Deadline.in(patience));
                more.forEach(this::note);
                if (from.isEmpty()
                        && settling.isOver()
                        && (surely.isOver() || around.showsOnline().test(user))) {
                    from = Optional.of(Instant.now());
                    settled.countDown();
                }
                Optional<String> end = session.end().map(SessionEnd::description);
                if (from.isPresent() && (heard.isAfter(until) || end.isPresent())) {
                    until = heard;
                    around.scribe()
                            .notes(
                                    around.ledger(),
                                    new ObservationWindow(
                                            user.id(), number, session.openedAt(), from.get(), heard, end.orElse("")));
                }
            }

            private void note(Push push) {
                taken++;
                around.entries().of(push.message().id()).ifPresent(entry -> {
                    Layer layer = user.id().equals(entry.to()) ? Layer.PUSHED : Layer.SYNCHRONISED;
                    String place = user.id() + " #" + number + " push " + taken;
                    Sighting seen = Sighting.of(entry, push.message(), layer, place, push.at());
                    around.scribe().notes(seen);
                    around.seen().accept(seen);
                });
            }
        }
    }
}
