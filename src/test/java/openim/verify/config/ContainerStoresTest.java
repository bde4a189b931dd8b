package openim.verify.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a component is asked that its compose project does not publish. */
class ContainerStoresTest {

    private static final Directories PROJECT = new Directories(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Path.of("src/test/resources/deployments/docker").toAbsolutePath()));

    @Test
    void eachIsAtTheAddressOfItsOwnContainerWithTheLoginOfTheProject() {
        Stores stores = ContainerStores.of(PROJECT, service -> Optional.of("172.28.0." + service.length()));

        assertThat(stores.mongo().orElseThrow().hosts()).isEqualTo("172.28.0.5:27017");
        assertThat(stores.mongo().orElseThrow().uri().reveal()).contains("openIM:mongo-password@");
        assertThat(stores.redis().orElseThrow().address()).hasToString("redis://172.28.0.5:6379");
        assertThat(stores.kafka().orElseThrow().bootstrap()).containsExactly("172.28.0.5:9094");
        assertThat(stores.etcd().orElseThrow().endpoints().get(0)).hasToString("http://172.28.0.4:2379");
        assertThat(stores.minio().orElseThrow().keys()).isPresent();
    }

    @Test
    void oneWithoutAContainerIsLeftOut() {
        Stores stores = ContainerStores.of(
                PROJECT, service -> Optional.of("172.28.0.7").filter(there -> service.equals("redis")));

        assertThat(stores.redis()).isPresent();
        assertThat(stores.mongo()).isEmpty();
        assertThat(ContainerStores.of(
                        new Directories(Optional.empty(), Optional.empty(), Optional.empty()), Optional::of))
                .isEqualTo(Stores.UNKNOWN);
    }
}
