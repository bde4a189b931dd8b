package openim.verify.rehearsal.service;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.Load;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.component.Meter;
import openim.verify.rehearsal.component.Relay;
import openim.verify.rehearsal.component.RelayAddresses;
import openim.verify.rehearsal.service.rpc.KnownAddresses;
import openim.verify.rehearsal.service.rpc.Registrar;

/**
 * OpenIM's own processes, running over the components.
 *
 * <p>A process named so runs once; {@code openim-push}, {@code openim-msgtransfer} and {@code openim-crontask} run
 * several times, their processes are {@code openim-push#1} and so on.
 */
public final class Services implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final ServiceOptions options;
    private final Registrar registrar;
    private final ServerStores stores;
    private final Roster roster;
    private final ImServer im;
    private final ChatServers chat;

    private Services(RelayAddresses addresses, RehearsalCredentials credentials, Lies lies, ServiceOptions options) {
        this.options = options;
        KnownAddresses registrations = new KnownAddresses();
        registrar = new Registrar(
                addresses.etcd(),
                options.lease(),
                registrations,
                options.edition().registersAnew());
        stores = ServerStores.of(addresses);
        roster = new Roster(registrar, registrations, options.housing());
        im = new ImServer(roster, stores, addresses, credentials, lies, options);
        chat = new ChatServers(roster, stores, addresses, credentials, im, options.edition());
    }

    /**
     * Prepares all of them over components that need not be up yet: their ports are known, and none of them runs.
     */
    public static Services prepare(
            RelayAddresses addresses, RehearsalCredentials credentials, Lies lies, ServiceOptions options) {
        Services services = new Services(addresses, credentials, lies, options);
        try {
            services.im.listen();
            services.chat.listen();
            lies.whenTold(Lie.COMES_BACK_EMPTY, services::comeBackEmpty);
            return services;
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /** Prepares and begins; see {@link #prepare} and {@link #begin}. If it fails none is left running. */
    public static Services start(
            RelayAddresses addresses, RehearsalCredentials credentials, Lies lies, ServiceOptions options) {
        Services services = prepare(addresses, credentials, lies, options);
        try {
            services.begin();
            return services;
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /**
     * Starts all of them over components that are up, and returns when they take messages and files.
     *
     * @throws IllegalStateException if that takes longer than two minutes
     */
    public void begin() {
        begin(roster::start);
    }

    /**
     * The same, where somebody else starts them.
     *
     * @param start returns when all have been started
     */
    public void begin(Runnable start) {
        start.run();
        im.provide();
        chat.provide();
        await("files taken", im::takesFiles);
        awaitSettled();
    }

    /**
     * Returns when every message goes all the way.
     *
     * @throws IllegalStateException if that takes longer than two minutes
     */
    public void awaitSettled() {
        await("all services registered", registrar::allFound);
        await("all partitions read", im::readsAllPartitions);
    }

    /** Each process as a part. */
    public List<RehearsalPart> parts() {
        return roster.parts();
    }

    /** The relays there are, each by the name of the process that it stands before. */
    public Map<String, Relay> relays() {
        return roster.relays();
    }

    /** The part of this name: a process, or all processes of a service. */
    public Optional<RehearsalPart> part(String name) {
        return Stream.concat(roster.parts().stream(), roster.services().stream())
                .filter(part -> part.name().equals(name))
                .findFirst();
    }

    /**
     * What came in at their doors.
     *
     * @param files before MinIO, where clients come too
     */
    public Load load(Relay files) {
        List<Meter> meters = Stream.concat(relays().values().stream(), Stream.of(files))
                .map(Relay::meter)
                .toList();
        return new Load(
                im.answered() + chat.answered(),
                meters.stream().mapToLong(Meter::connections).sum(),
                im.sessions(),
                im.frames(),
                im.messages(),
                meters.stream().mapToLong(Meter::bytes).sum());
    }

    /** How often those run that run several times. */
    public Strength strength() {
        return options.strength();
    }

    /** The first openim-api, {@code http://host:port}. */
    public URI api() {
        return im.apiUrl();
    }

    /** The first openim-msggateway, {@code ws://host:port}. */
    public URI gateway() {
        return im.gatewayUrl();
    }

    /** Each openim-api. */
    public List<URI> apis() {
        return im.apiUrls();
    }

    /** Each openim-msggateway. */
    public List<URI> gateways() {
        return im.gatewayUrls();
    }

    /** chat-api. */
    public URI chatApi() {
        return chat.chatUrl();
    }

    /** admin-api. */
    public URI adminApi() {
        return chat.adminUrl();
    }

    /** Of which release they are. */
    public Edition edition() {
        return options.edition();
    }

    /** bot-api; empty where there is none. */
    public Optional<URI> botApi() {
        return chat.botUrl();
    }

    /** What an operator would have set otherwise, because of a lie that is told: setting keys and values. */
    public Map<String, String> settingsBecauseOfLies() {
        return im.settingsBecauseOfLies();
    }

    /** Whether openim-push has been told that this user is online. */
    boolean online(String userId) {
        return im.online(userId);
    }

    /** Whether every message now goes all the way: all partitions are read, all services are found. */
    public boolean settled() {
        return registrar.allFound() && im.readsAllPartitions();
    }

    @Override
    public void close() {
        roster.kill();
        im.close();
        chat.close();
        registrar.close();
        stores.close();
    }

    /** The stores have been emptied: what the services have by themselves is made anew, as by a restart. */
    private void comeBackEmpty() {
        im.forget();
        im.provide();
        chat.comeBackEmpty();
    }

    private void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(READY_WITHIN);
        while (!condition.getAsBoolean()) {
            if (deadline.isBefore(Instant.now())) {
                throw new IllegalStateException("after " + READY_WITHIN.toSeconds() + " s still not: " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
