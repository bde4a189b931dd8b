package openim.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openim.verify.client.component.Registrations;
import openim.verify.config.Instances;
import openim.verify.config.deployment.Registrants;
import openim.verify.probe.Registered.Lacking;
import org.junit.jupiter.api.Test;

/** Where several processes of a service should be registered, one that is not is missed. */
class LackingTest {

    private static final String GATEWAY = "messagegateway-rpc-service";
    private static final String PUSH = "push-rpc-service";

    private static final Instances TWO_HERE = instances("ws://127.0.0.1:10001", "ws://127.0.0.1:10011");
    private static final Instances TWO_HOSTS = instances("ws://10.0.0.5:10001", "ws://10.0.0.6:10001/msg_gateway");

    private static Instances instances(String... urls) {
        return new Instances(List.of(urls).stream().map(URI::create).toList(), Optional.empty());
    }

    private static List<Lacking> among(
            Map<String, List<String>> live, Map<String, Registrants> files, Instances gateways, Holders holders) {
        return Lacking.among(new Registrations(live), List.of(GATEWAY, PUSH), files, gateways, holders);
    }

    private static Map<String, Registrants> pushes(int count, String... addresses) {
        return Map.of(PUSH, new Registrants(count, List.of(addresses)));
    }

    @Test
    void whereNothingSaysHowManyThereAreOneIsEnough() {
        assertThat(among(
                        Map.of(GATEWAY, List.of("10.0.0.5:4000"), PUSH, List.of("10.0.0.5:4001")),
                        Map.of(),
                        instances("ws://10.0.0.5:10001"),
                        Holders.UNSEEN))
                .isEmpty();
    }

    @Test
    void moreThanTheFilesOfOneMachineSayIsNothing() {
        assertThat(among(
                        Map.of(
                                GATEWAY,
                                List.of("10.0.0.5:4000", "10.0.0.6:4000"),
                                PUSH,
                                List.of("10.0.0.5:1", "10.0.0.5:2", "10.0.0.6:1")),
                        pushes(2),
                        TWO_HOSTS,
                        Holders.UNSEEN))
                .isEmpty();
    }

    @Test
    void aGatewayOnAnotherHostIsNamedByItsUrl() {
        assertThat(among(Map.of(GATEWAY, List.of("10.0.0.5:4000")), Map.of(), TWO_HOSTS, Holders.UNSEEN))
                .containsExactly(new Lacking(GATEWAY, 1, 2, List.of("ws://10.0.0.6:10001/msg_gateway")));
    }

    @Test
    void aGatewayOfThisMachineIsNamedByTheProcessThatHoldsItsPort() {
        Map<Integer, Long> processes = Map.of(10001, 7L, 10011, 8L, 4000, 7L);
        Holders holders = address -> Optional.of(Set.of(processes.get(address.port())));

        assertThat(among(Map.of(GATEWAY, List.of("127.0.0.1:4000")), Map.of(), TWO_HERE, holders))
                .containsExactly(new Lacking(GATEWAY, 1, 2, List.of("ws://127.0.0.1:10011")));
    }

    @Test
    void whereItCannotBeToldWhichIsMissingNoneIsAccused() {
        assertThat(among(Map.of(GATEWAY, List.of("127.0.0.1:4000")), Map.of(), TWO_HERE, Holders.UNSEEN))
                .containsExactly(new Lacking(GATEWAY, 1, 2, List.of()));
    }

    @Test
    void whereTheFilesSayAtWhichPortEachRegistersTheAddressIsNamed() {
        assertThat(among(
                        Map.of(GATEWAY, List.of("10.0.0.5:4000"), PUSH, List.of("10.0.0.5:10170", "10.0.0.5:10172")),
                        pushes(3, "10.0.0.5:10170", "10.0.0.5:10171", "10.0.0.5:10172"),
                        instances("ws://10.0.0.5:10001"),
                        Holders.UNSEEN))
                .containsExactly(new Lacking(PUSH, 2, 3, List.of("10.0.0.5:10171")))
                .first()
                .hasToString("push-rpc-service (2 of 3)");
    }
}
