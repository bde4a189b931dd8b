package openim.verify.app.run;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.client.user.Drivers;
import openim.verify.config.Instances;
import openim.verify.message.instances.Posts;
import openim.verify.suite.Fixtures;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.ServerInstance;
import openim.verify.target.ServerInstances;
import openim.verify.target.account.Envoys;
import openim.verify.target.account.RegisteredAccounts;

/**
 * Sets the stage for what is looked at where there are several gateways or APIs, or a way from outside: nobody stands there where
 * there is not.
 */
final class InstanceStage {

    /** So many sessions through one address for each gateway behind it, and so many at most. */
    private static final int EACH = 4;

    private static final int MOST = 16;

    private final Fixtures fixtures;
    private final Deployment openim;
    private final History history;

    private InstanceStage(Fixtures fixtures, Deployment openim, History history) {
        this.fixtures = fixtures;
        this.openim = openim;
        this.history = history;
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

    static void set(Fixtures fixtures, Deployment openim, History history) {
        new InstanceStage(fixtures, openim, history).offer();
    }

    /** Those of this run, with what is known once those at the gateways are registered: whoever registers more comes after them. */
    static RegisteredAccounts residents(Fixtures fixtures) {
        RegisteredAccounts residents = fixtures.need(RegisteredAccounts.class);
        return fixtures.ifHad(Envoys.class)
                .map(Envoys::known)
                .map(residents::with)
                .orElse(residents);
    }

    private void offer() {
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
}
