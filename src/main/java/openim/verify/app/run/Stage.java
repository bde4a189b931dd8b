package openim.verify.app.run;

import static openim.verify.target.Backends.known;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.api.ApiClient;
import openim.verify.client.kafka.KafkaCluster;
import openim.verify.client.metrics.PrometheusReader;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.storage.ObjectStore;
import openim.verify.client.user.Drivers;
import openim.verify.config.Deadlines;
import openim.verify.config.Instances;
import openim.verify.config.store.Kafka;
import openim.verify.file.FileToKeep;
import openim.verify.file.KeptFiles;
import openim.verify.file.TriedUpload;
import openim.verify.file.Uploader;
import openim.verify.message.Membership;
import openim.verify.message.OpenSessions;
import openim.verify.message.instances.Posts;
import openim.verify.message.instances.SpreadSessions;
import openim.verify.message.kafka.InKafka;
import openim.verify.message.kafka.KafkaMarks;
import openim.verify.message.ledger.settlement.Settlement;
import openim.verify.message.store.FailedInserts;
import openim.verify.suite.Fixtures;
import openim.verify.target.Administrator;
import openim.verify.target.Build;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.ServerInstance;
import openim.verify.target.ServerInstances;
import openim.verify.target.account.AccountPool;
import openim.verify.target.account.AccountRoles;
import openim.verify.target.account.Envoys;
import openim.verify.target.account.Pair;
import openim.verify.target.account.RegisteredAccounts;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Sets the stage for the specs: says how each fixture is made, from which others, and which check is red if it cannot be. Nothing is
 * made unless a spec asks for it.
 */
final class Stage {

    /** As many as OpenIM makes of each topic. */
    private static final int PARTITIONS = 8;

    /** So many sessions through one address for each gateway behind it, and so many at most. */
    private static final int EACH = 4;

    private static final int MOST = 16;

    private final Deployment openim;
    private final AccountPool pool;
    private final History history;
    private final boolean rehearsal;
    private final String run;
    private final Fixtures fixtures;
    private final Deadlines deadlines;
    private final Kafka.Topics topics;

    private Stage(
            Deployment openim, AccountPool pool, History history, boolean rehearsal, String run, Deadline runEnds) {
        this.openim = openim;
        this.pool = pool;
        this.history = history;
        this.rehearsal = rehearsal;
        this.run = run;
        this.fixtures = new Fixtures(runEnds);
        this.deadlines = openim.settings().deadlines();
        this.topics = openim.settings().stores().kafka().map(Kafka::topics).orElse(Kafka.Topics.DEFAULT);
    }

    static Fixtures set(
            Deployment openim,
            AccountPool pool,
            History history,
            LedgerAtHand ledger,
            boolean rehearsal,
            String run,
            Deadline runEnds) {
        Stage stage = new Stage(openim, pool, history, rehearsal, run, runEnds);
        stage.offerPeople();
        stage.offerSessions();
        stage.offerKafka();
        stage.offerInstances();
        stage.offerCast();
        stage.offerLayers();
        stage.offerFiles();
        stage.offerLedger(ledger, runEnds);
        return stage.fixtures;
    }

    private void offerPeople() {
        var credentials = openim.settings().credentials();
        fixtures.offer(Deployment.class, "probe.api", this::warmed)
                .offer(
                        Build.class,
                        "probe.api",
                        () -> new Build(openim.settings().release(), openim.im().messages()::hasSimpleMessages))
                .offer(
                        Administrator.class,
                        "probe.auth",
                        () -> Administrator.authenticated(openim.administrator(), credentials))
                .offer(RegisteredAccounts.Census.class, "probe.auth", () -> {
                    fixtures.need(Administrator.class);
                    return RegisteredAccounts.Census.taken(
                            history.of(openim.settings().endpoints().api(), rehearsal),
                            pool,
                            openim.im().users());
                })
                .offer(
                        RegisteredAccounts.class,
                        "deployment.identity",
                        () -> RegisteredAccounts.settled(
                                fixtures.need(RegisteredAccounts.Census.class),
                                pool,
                                history,
                                openim.im().users(),
                                openim.im().friends()))
                .offer(
                        Pair.class,
                        "probe.auth",
                        () -> Pair.loggedIn(fixtures.need(RegisteredAccounts.class), openim.im()));
    }

    /**
     * The deployment, once the REST client is loaded. All specs need it, so nothing else loads meanwhile: the longest way, that
     * of a message, begins with a REST call, and the drivers of components load while it waits for pushes. Meanwhile docker, where it is
     * needed, says where containers are.
     */
    private Deployment warmed() {
        Thread finding = new Thread(openim.underneath().tls().names()::prepare, "finds-containers");
        finding.setDaemon(true);
        finding.start();
        ApiClient.warmUp();
        return openim;
    }

    private void offerSessions() {
        fixtures.offer(OpenSessions.class, "probe.gateway", () -> OpenSessions.mustOpen(fixtures.need(Pair.class)));
    }

    /** Where Kafka's topic ends before anything is sent. */
    private void offerKafka() {
        fixtures.offer(
                InKafka.class,
                "message.in-kafka",
                () -> InKafka.fromNow(
                        known(openim.settings(), openim.underneath().topics(), "openim.kafka.bootstrap"),
                        known(openim.settings(), openim.settings().stores().kafka(), "openim.kafka.bootstrap")
                                .topics()
                                .toRedis(),
                        Deadline.in(deadlines.call())));
    }

    /** What is looked at where there are several gateways or APIs, or a way from outside: nobody stands there where there is not. */
    private void offerInstances() {
        fixtures.offer(InstanceSearch.class, "probe.each-gateway", () -> InstanceSearch.of(openim))
                .offer(
                        ServerInstances.class,
                        "probe.each-gateway",
                        () -> fixtures.need(InstanceSearch.class).instances())
                .offer(Standing.class, "probe.each-gateway", this::standing)
                .offer(Envoys.class, "probe.auth", () -> {
                    Standing standing = fixtures.need(Standing.class);
                    RegisteredAccounts residents = fixtures.need(RegisteredAccounts.class);
                    List<Drivers> all = standing.and(openim.outside().gateway());
                    return all.isEmpty()
                            ? Envoys.none(residents.known())
                            : Envoys.sent(residents, history, openim.im(), all);
                })
                .offer(Posts.class, "probe.each-gateway", () -> {
                    Standing standing = fixtures.need(Standing.class);
                    return Posts.taken(
                            standing.posts().isEmpty()
                                    ? List.of()
                                    : fixtures.need(Envoys.class)
                                            .people()
                                            .subList(0, standing.posts().size()),
                            standing.posts(),
                            standing.known(),
                            standing.untold());
                });
    }

    private Standing standing() {
        InstanceSearch search = fixtures.need(InstanceSearch.class);
        ServerInstances.Several gateways = search.instances().gateways();
        if (gateways.all().size() > 1) {
            return new Standing(gateways.all(), gateways.known(), Optional.empty());
        }
        int people = search.hidden()
                .map(hidden -> Math.min(MOST, EACH * hidden.gateways()))
                .orElse(search.instances().apis().all().size() > 1 ? 2 : 0);
        return new Standing(
                Collections.nCopies(people, gateways.all().get(0)),
                gateways.known(),
                search.hidden().map(InstanceSearch.Hidden::why));
    }

    private void offerCast() {
        fixtures.offer(Kafka.Topics.class, "probe.api", () -> topics)
                .offer(AccountRoles.class, "probe.auth", this::cast)
                .offer(
                        SpreadSessions.class,
                        "probe.gateway",
                        () -> SpreadSessions.mustOpen(
                                fixtures.need(AccountRoles.class).spread(), openim.im()))
                .offer(
                        Membership.class,
                        "probe.gateway",
                        () -> Membership.mustOpen(
                                fixtures.need(AccountRoles.class).member(), openim.im()));
    }

    private AccountRoles cast() {
        Optional<Map<String, Integer>> counted = partitions();
        return AccountRoles.settled(
                residents(),
                counted.orElseGet(this::usualPartitions),
                counted.isPresent(),
                history,
                openim.im().users(),
                openim.im().friends());
    }

    /** Those of this run, with what is known once those at the gateways are registered: whoever registers more comes after them. */
    private RegisteredAccounts residents() {
        RegisteredAccounts residents = fixtures.need(RegisteredAccounts.class);
        return fixtures.ifHad(Envoys.class)
                .map(Envoys::known)
                .map(residents::with)
                .orElse(residents);
    }

    /** How many Kafka says there are; empty if it cannot be asked, which message.handed-on tells. */
    private Optional<Map<String, Integer>> partitions() {
        try {
            KafkaCluster cluster = known(openim.settings(), openim.underneath().topics(), "openim.kafka.bootstrap")
                    .cluster(
                            List.of(topics.toRedis(), topics.toPush(), topics.toMongo()),
                            Deadline.in(deadlines.call()));
            return cluster.partitions().containsValue(0) ? Optional.empty() : Optional.of(cluster.partitions());
        } catch (CannotLook | NotLookedAt otherwise) {
            return Optional.empty();
        }
    }

    private Map<String, Integer> usualPartitions() {
        Map<String, Integer> usual = new HashMap<>();
        List.of(topics.toRedis(), topics.toPush(), topics.toMongo()).forEach(topic -> usual.put(topic, PARTITIONS));
        return usual;
    }

    private void offerLayers() {
        fixtures.offer(
                        KafkaMarks.class,
                        "message.handed-on",
                        () -> KafkaMarks.now(
                                known(openim.settings(), openim.underneath().topics(), "openim.kafka.bootstrap"),
                                topics,
                                Deadline.in(deadlines.call())))
                .offer(
                        FailedInserts.class,
                        "message.failed-inserts",
                        () -> FailedInserts.from(
                                new PrometheusReader(
                                        openim.settings().endpoints().api(),
                                        openim.tls(),
                                        OwnHosts.of(openim.settings())),
                                transfers(),
                                deadlines.call()));
    }

    /** How many openim-msgtransfers there are, by their consumer group: each is one member of it. */
    private OptionalInt transfers() {
        try {
            return OptionalInt.of(known(openim.settings(), openim.underneath().topics(), "openim.kafka.bootstrap")
                    .groups(
                            List.of(openim.settings()
                                    .stores()
                                    .kafka()
                                    .map(Kafka::groups)
                                    .orElse(Kafka.ConsumerGroups.DEFAULT)
                                    .toRedis()),
                            Deadline.in(deadlines.call()))
                    .get(0)
                    .members()
                    .size());
        } catch (CannotLook | NotLookedAt unknown) {
            return OptionalInt.empty();
        }
    }

    private void offerFiles() {
        fixtures.offer(FileToKeep.class, "file.round-trip", () -> FileToKeep.of(run))
                .offer(
                        Uploader.class,
                        "probe.auth",
                        () -> new Uploader(fixtures.need(Pair.class).sender(), run, store(), this::notKept))
                .offer(
                        KeptFiles.class,
                        "deployment.identity",
                        () -> new KeptFiles(fixtures.need(RegisteredAccounts.Census.class)
                                .known()
                                .readableFiles(Instant.now())))
                .offer(
                        ObjectStore.class,
                        "file.stored",
                        () -> known(openim.settings(), store(), "openim.minio.access-key"));
    }

    private Optional<ObjectStore> store() {
        return openim.settings()
                .stores()
                .minio()
                .flatMap(minio -> minio.keys()
                        .map(keys ->
                                new ObjectStore(minio, keys, openim.underneath().tls(), deadlines.call())));
    }

    /** The file of the round trip, if enough files of earlier runs are kept already. */
    private List<TriedUpload> notKept() {
        boolean enough = fixtures.made(RegisteredAccounts.Census.class)
                .map(RegisteredAccounts.Census::known)
                .filter(known -> known.keepsMoreFiles(Instant.now()))
                .isEmpty();
        return enough ? fixtures.made(TriedUpload.class).stream().toList() : List.of();
    }

    private void offerLedger(LedgerAtHand ledger, Deadline runEnds) {
        fixtures.offer(Settlement.class, "ledger.kept", () -> {
            ledger.unopened().ifPresent(broken -> {
                throw broken;
            });
            return Settlement.made(
                    openim,
                    pool,
                    ledger.file(),
                    runEnds.remaining().multipliedBy(2).dividedBy(3),
                    ledger.searches(),
                    ledger.confirmation());
        });
    }

    /**
     * Where people are to stand.
     *
     * @param posts for each of them his gateway
     * @param known which gateways are known
     * @param untold why it cannot be told which gateways they meet
     */
    private record Standing(List<ServerInstance> posts, Instances known, Optional<String> untold) {

        /** Where people are to stand, and after them whoever comes in from outside. */
        List<Drivers> and(Optional<ServerInstance> outside) {
            return Stream.concat(posts.stream(), outside.stream())
                    .map(ServerInstance::drivers)
                    .toList();
        }
    }
}
