package openim.verify.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import openim.verify.app.program.UsageException;
import openim.verify.client.AccountGuard;
import openim.verify.client.Latencies;
import openim.verify.client.Platform;
import openim.verify.client.RateCap;
import openim.verify.client.SearchCap;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.WayIn;
import openim.verify.client.api.AdminApi;
import openim.verify.client.api.AdminSession;
import openim.verify.client.api.ApiClient;
import openim.verify.client.api.AuthApi;
import openim.verify.client.api.BotApi;
import openim.verify.client.api.ChatApi;
import openim.verify.client.docker.Docker;
import openim.verify.client.gateway.GatewayClient;
import openim.verify.client.gateway.Handshake;
import openim.verify.client.gateway.Session;
import openim.verify.client.gateway.Waits;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.net.KeptConnections;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.client.user.Drivers;
import openim.verify.config.Credentials;
import openim.verify.config.Endpoints;
import openim.verify.config.Instances;
import openim.verify.config.Settings;
import openim.verify.host.Mage;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.HostTools;
import openim.verify.target.PublicDoors;
import openim.verify.target.ServerInstances;
import openim.verify.target.Turn;
import openim.verify.target.account.Cleanup;
import openim.verify.target.account.NotedGroups;

/** Makes the drivers that settings ask for, and a deployment of them. Contacts nothing. */
public final class Wiring {

    private final Settings settings;
    private final Tls tls;
    private final Docker docker;
    private final RateCap writes;
    private final AccountGuard circle;
    private final Latencies latencies = new Latencies();
    private final KeptConnections connections = new KeptConnections();

    private Wiring(Settings settings, Tls tls) {
        this.settings = settings;
        this.tls = tls;
        this.docker = Docker.named(settings.tools().docker());
        this.writes = RateCap.perSecond(settings.limits().ratePerSecond());
        this.circle = AccountGuard.ofPool(settings.limits().accountPrefix());
    }

    public static Deployment forSettings(Settings settings) {
        return forSettings(settings, SearchCap.none());
    }

    /**
     * The same for whoever looks again and again.
     *
     * @param searches how often messages may be searched
     */
    public static Deployment forSettings(Settings settings, SearchCap searches) {
        return forSettings(settings, searches, Turn.at(Instant.now()));
    }

    /**
     * The same.
     *
     * @param turn of which of very many instances it is
     */
    public static Deployment forSettings(Settings settings, SearchCap searches, Turn turn) {
        return new Wiring(settings, tls(settings.caFile())).deployment(searches, turn);
    }

    /** What clears away after runs in the deployment that settings name. */
    public static Cleanup sweep(Settings settings, Deployment openim) {
        return new Cleanup(
                openim.im(),
                OwnPlaces.pool(settings),
                notedGroups(settings),
                new History(settings.reports()).of(settings.endpoints().api(), false));
    }

    /** The groups of that deployment that may still be there. */
    public static NotedGroups notedGroups(Settings settings) {
        return new NotedGroups(
                settings.reports(), History.nameOf(settings.endpoints().api()));
    }

    /** A driver of openim-api that shares nothing with others. */
    public static ApiClient api(Settings settings) {
        return new Wiring(settings, tls(settings.caFile()))
                .rest(settings.endpoints().api());
    }

    private static Tls tls(Optional<Path> ca) {
        try {
            return ca.isPresent() ? Tls.trustingAlso(ca.get()) : Tls.ofTheJdk();
        } catch (IOException unreadable) {
            throw new UsageException("openim.ca: " + ca.orElseThrow() + " cannot be read: " + unreadable.getMessage());
        }
    }

    private Deployment deployment(SearchCap searches, Turn turn) {
        Endpoints endpoints = settings.endpoints();
        Credentials credentials = settings.credentials();
        Duration call = settings.deadlines().call();
        ApiClient api = rest(way(endpoints.api(), endpoints.apis(), this::judges));
        AdminSession administrator = new AdminSession(
                api, new UserId(credentials.imAdminUser()), credentials.secret().reveal());
        Waits waits = new Waits(call, settings.deadlines().settle());
        GatewayClient gateway = gateway(way(endpoints.gateway(), endpoints.gateways(), this::shakesHands), waits);
        Drivers im = drivers(api, administrator, gateway, searches);
        return new Deployment(
                settings,
                tls,
                administrator,
                im,
                ServerInstances.of(
                        endpoints,
                        new ServerInstances.Makers(
                                settings.limits().instances(),
                                turn,
                                url -> {
                                    ApiClient other = rest(url);
                                    return drivers(other, administrator.through(other), gateway, searches);
                                },
                                url -> im.at(gateway(url, waits)))),
                PublicDoors.of(
                        endpoints.outside(),
                        url -> {
                            ApiClient other = rest(url);
                            return drivers(other, administrator.through(other), gateway, searches);
                        },
                        url -> im.at(gateway(url, waits)),
                        url -> new ChatApi(rest(url))),
                new ChatApi(rest(endpoints.chat())),
                new AdminApi(rest(endpoints.admin())),
                endpoints.bot().map(this::rest).map(BotApi::new),
                new BackendWiring(settings, tls, docker).backends(),
                new HostTools(Mage.named(settings.tools().mage()), docker, namespace()),
                latencies,
                connections);
    }

    private GatewayClient gateway(URI url, Waits waits) {
        return gateway(WayIn.at(url), waits);
    }

    private GatewayClient gateway(WayIn way, Waits waits) {
        return new GatewayClient(way, tls, waits, writes, circle, latencies);
    }

    /**
     * To the server that stands for all: of several that are known one by one to one that answers, and else to the proxy before them,
     * or to the only one.
     */
    private WayIn way(URI one, Instances all, Function<URI, WayIn.Sign> asks) {
        if (!all.urls().contains(one)) {
            return WayIn.at(one);
        }
        List<URI> others = all.urls().stream()
                .filter(url -> !url.equals(one))
                .limit(settings.limits().instances())
                .toList();
        return WayIn.firstOf(Stream.concat(Stream.of(one), others.stream()).toList(), asks);
    }

    /** Whoever says a word of OpenIM's is alive, whatever that word is. */
    private WayIn.Sign judges(URI url) {
        ApiClient api = new ApiClient(url, tls, patience(), writes, connections);
        return WayIn.Sign.of(new AuthApi(api, new AdminSession(api, nobody(), "")).judgesJunk());
    }

    private WayIn.Sign shakesHands(URI url) {
        Waits waits = new Waits(patience(), settings.deadlines().settle());
        Handshake handshake = gateway(url, waits).connect(nobody(), new Token("junk"), Platform.WEB);
        if (handshake instanceof Session session) {
            session.close();
        }
        return WayIn.Sign.of(handshake.answer());
    }

    /** An account that nobody has. */
    private UserId nobody() {
        return new UserId(settings.limits().accountPrefix() + "-nobody");
    }

    /** Until another one is asked: a part of what a call may take. */
    private Duration patience() {
        return settings.deadlines().call().dividedBy(3);
    }

    private Drivers drivers(ApiClient api, AdminSession administrator, GatewayClient gateway, SearchCap searches) {
        return Drivers.of(
                api,
                administrator,
                gateway,
                circle,
                notedGroups(settings),
                tls,
                OwnHosts.of(settings),
                settings.deadlines().transfer(),
                latencies,
                searches);
    }

    private Optional<Namespace> namespace() {
        return settings.kubernetes()
                .map(where -> new Namespace(where, settings.deadlines().tool()));
    }

    private ApiClient rest(URI base) {
        return rest(WayIn.at(base));
    }

    private ApiClient rest(WayIn way) {
        return new ApiClient(way, tls, settings.deadlines().call(), writes, connections);
    }
}
