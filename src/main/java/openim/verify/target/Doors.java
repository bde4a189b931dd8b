package openim.verify.target;

import java.net.URI;
import java.util.List;
import openim.verify.client.user.Drivers;
import openim.verify.config.Endpoints;
import openim.verify.config.Instances;
import openim.verify.verdict.Absent;
import openim.verify.verdict.NotLookedAt;

/**
 * Each openim-api and each openim-msggateway, as far as it is known where they are.
 *
 * @param apis in the order of {@code openim.api.urls}
 * @param gateways in the order of {@code openim.gateway.urls}
 */
public record Doors(List<Door> apis, List<Door> gateways) {

    public Doors {
        apis = List.copyOf(apis);
        gateways = List.copyOf(gateways);
    }

    /** Makes the drivers of a process at such an address. */
    @FunctionalInterface
    public interface Making {

        Drivers at(URI url);
    }

    public static Doors of(Endpoints endpoints, Making api, Making gateway) {
        return new Doors(all(endpoints.apis(), api), all(endpoints.gateways(), gateway));
    }

    private static List<Door> all(Instances instances, Making making) {
        return instances.urls().stream()
                .map(url -> new Door(url, making.at(url)))
                .toList();
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
