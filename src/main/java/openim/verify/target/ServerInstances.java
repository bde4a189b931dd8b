package openim.verify.target;

import java.net.URI;
import java.util.List;
import openim.verify.client.user.Drivers;
import openim.verify.config.Endpoints;
import openim.verify.config.Instances;
import openim.verify.verdict.Absent;
import openim.verify.verdict.NotLookedAt;

/**
 * Each openim-api and each openim-msggateway, as far as it is known where they are; of very many as many as are looked at in one run.
 *
 * @param apis in the order of {@code openim.api.urls}
 * @param gateways in the order of {@code openim.gateway.urls}
 * @param turn which of very many these are
 */
public record ServerInstances(List<ServerInstance> apis, List<ServerInstance> gateways, Turn turn) {

    public ServerInstances {
        apis = List.copyOf(apis);
        gateways = List.copyOf(gateways);
    }

    /** Makes the drivers of a process at such an address. */
    @FunctionalInterface
    public interface Making {

        Drivers at(URI url);
    }

    /**
     * Those of a run.
     *
     * @param most of a kind
     */
    public static ServerInstances of(Endpoints endpoints, int most, Turn turn, Making api, Making gateway) {
        return new ServerInstances(
                some(endpoints.apis(), most, turn, api), some(endpoints.gateways(), most, turn, gateway), turn);
    }

    private static List<ServerInstance> some(Instances instances, int most, Turn turn, Making making) {
        return turn.of(instances.urls(), most).stream()
                .map(url -> new ServerInstance(url, making.at(url)))
                .toList();
    }

    /**
     * Sees to it that these were all that are known.
     *
     * @param seen what was seen of these
     * @param looked how many these are
     * @throws NotLookedAt if others are left to other runs
     */
    public static void requireAll(String seen, int looked, Instances known) {
        if (looked < known.urls().size()) {
            throw new NotLookedAt(seen + "; the others of " + known.urls().size()
                    + " have their turn in other runs (openim.instances-a-run says how many at once)");
        }
    }

    /**
     * Sees to it that it is known of several where they are.
     *
     * @param kind what they are
     * @param key the setting that names them
     * @throws NotLookedAt if one alone is known, and something says that there are more
     * @throws Absent if one alone is known, and nothing says so
     */
    public static void requireSeveral(Instances instances, String kind, String key) {
        if (instances.areSeveral()) {
            return;
        }
        instances.more().ifPresent(why -> {
            throw new NotLookedAt("one " + kind + " alone can be asked: " + why + "; " + key + " names each");
        });
        throw new Absent("one " + kind + " alone is known here (" + key + " names each, where there are several)");
    }
}
