package openim.verify.app.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.component.EtcdRegistrations;
import openim.verify.client.component.Registrations;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import openim.verify.config.Endpoints;
import openim.verify.message.OpenSessions;
import openim.verify.message.PublicSession;
import openim.verify.message.instances.EveryPair;
import openim.verify.message.instances.Posts;
import openim.verify.message.instances.Rounds;
import openim.verify.suite.Fixtures;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.PublicDoors;
import openim.verify.target.ServerInstance;
import openim.verify.target.account.Envoys;
import openim.verify.target.account.RegisteredAccounts;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Sets the stage for what is looked at where there are several gateways or APIs, or a way from outside: nobody stands there where
 * there is not.
 */
final class InstanceStage {

    private static final String GATEWAY = "messagegateway";

    /** So many sessions through one address for each gateway behind it, and so many at most. */
    private static final int EACH = 4;

    private static final int MOST = 16;

    private final Fixtures fixtures;
    private final Deployment openim;
    private final Endpoints endpoints;
    private final History history;

    private InstanceStage(Fixtures fixtures, Deployment openim, History history) {
        this.fixtures = fixtures;
        this.openim = openim;
        this.endpoints = openim.settings().endpoints();
        this.history = history;
    }

    /**
     * Where people are to stand.
     *
     * @param posts for each of them the drivers of his gateway
     * @param untold why it cannot be told which gateways they meet
     */
    private record Standing(List<Drivers> posts, Optional<String> untold) {

        /** Where people are to stand, and after them whoever comes in from outside. */
        List<Drivers> and(Optional<ServerInstance> outside) {
            List<Drivers> all = new ArrayList<>(posts);
            outside.map(ServerInstance::drivers).ifPresent(all::add);
            return all;
        }
    }

    static void set(Fixtures fixtures, Deployment openim, History history) {
        new InstanceStage(fixtures, openim, history).offer();
    }

    /** Those of this run, with what is known once those at the gateways are registered: whoever registers more comes after them. */
    static RegisteredAccounts residents(Fixtures fixtures) {
        RegisteredAccounts residents = fixtures.need(RegisteredAccounts.class, "probe.auth");
        return fixtures.ifHad(Envoys.class, "probe.auth")
                .map(Envoys::known)
                .map(residents::with)
                .orElse(residents);
    }

    private void offer() {
        fixtures.offer(Standing.class, "probe.each-gateway", this::standing)
                .offer(Envoys.class, "probe.auth", () -> {
                    Standing standing = fixtures.need(Standing.class, "probe.auth");
                    RegisteredAccounts residents = fixtures.need(RegisteredAccounts.class, "probe.auth");
                    List<Drivers> all = standing.and(openim.outside().gateway());
                    return all.isEmpty()
                            ? Envoys.none(residents.known())
                            : Envoys.sent(residents, history, openim.im(), all);
                })
                .offer(PublicSession.class, "public.gateway", () -> {
                    PublicDoors.given(openim.outside().gateway(), "openim.public.gateway.url");
                    List<User> people =
                            fixtures.need(Envoys.class, "public.gateway").people();
                    return PublicSession.asked(
                            people.get(people.size() - 1),
                            endpoints,
                            allGatewaysAreWell(),
                            openim.settings().deadlines().call());
                })
                .offer(Posts.class, "probe.each-gateway", () -> {
                    Standing standing = fixtures.need(Standing.class, "probe.each-gateway");
                    return Posts.taken(
                            standing.posts().isEmpty()
                                    ? List.of()
                                    : fixtures.need(Envoys.class, "probe.each-gateway")
                                            .people()
                                            .subList(0, standing.posts().size()),
                            endpoints.gateways(),
                            standing.untold());
                })
                .offer(
                        Rounds.class,
                        "message.every-gateway",
                        () -> Rounds.ring(
                                fixtures.need(Posts.class, "message.every-gateway"),
                                openim.doors().apis(),
                                openim.im().users()))
                .offer(
                        EveryPair.class,
                        "message.every-gateway-pair",
                        () -> new EveryPair(Rounds.pairs(
                                fixtures.need(Posts.class, "message.every-gateway-pair"),
                                openim.doors().turn(),
                                openim.im().users())));
    }

    /** Inside: one of several that hangs is met through the proxy, too. */
    private boolean allGatewaysAreWell() {
        return fixtures.ifHad(OpenSessions.class, "public.gateway").isPresent()
                && fixtures.ifHad(Posts.class, "public.gateway")
                        .map(Posts::areAllManned)
                        .orElse(false);
    }

    private Standing standing() {
        List<ServerInstance> gateways = openim.doors().gateways();
        if (gateways.size() > 1) {
            return new Standing(gateways.stream().map(ServerInstance::drivers).toList(), Optional.empty());
        }
        int registered = endpoints.gateways().more().isPresent() ? 1 : registered();
        int people = registered > 1
                ? Math.min(MOST, EACH * registered)
                : endpoints.apis().areSeveral() ? 2 : 0;
        return new Standing(
                Collections.nCopies(people, gateways.get(0).drivers()),
                registered > 1
                        ? Optional.of(
                                "etcd has " + registered + " gateways registered, and which of them are met through "
                                        + gateways.get(0) + " cannot be told (openim.gateway.urls names each)")
                        : Optional.empty());
    }

    /** How many gateways etcd knows; what a process that died left behind is not counted, nor what cannot be asked. */
    private int registered() {
        Optional<EtcdRegistrations> etcd = openim.underneath().registrations();
        try {
            return etcd.map(this::registered).orElse(1);
        } catch (CannotLook | NotLookedAt unknown) {
            return 1;
        }
    }

    private int registered(EtcdRegistrations etcd) {
        Deadline deadline = Deadline.in(openim.settings().deadlines().call());
        Registrations all = etcd.read(deadline);
        return all.endpoints().entrySet().stream()
                .filter(service -> service.getKey().toLowerCase(Locale.ROOT).startsWith(GATEWAY))
                .filter(service -> service.getValue().size() > 1)
                .mapToInt(service -> (int) service.getValue().stream()
                        .filter(address -> Optional.ofNullable(
                                        all.leases().get(Registrations.named(service.getKey(), address)))
                                .map(lease -> etcd.isKept(lease, deadline))
                                .orElse(true))
                        .count())
                .max()
                .orElse(1);
    }
}
