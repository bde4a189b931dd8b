package openim.verify.rehearsal.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EtcdStoreTest {

    private Instant now = Instant.EPOCH;
    private final EtcdStore store = new EtcdStore(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    @Test
    void aRangeHoldsItsFirstKeyAndNotItsLast() {
        store.put("a", "1", 0);
        store.put("b", "2", 0);
        store.put("c", "3", 0);
        assertThat(store.range("a", "c")).extracting(EtcdStore.Entry::value).containsExactly("1", "2");
    }

    @Test
    void aKeyEndsWithItsLease() {
        long lease = store.grant(Duration.ofSeconds(60));
        store.put("service", "address", lease);
        now = now.plusSeconds(59);
        assertThat(store.range("service", "service\0")).hasSize(1);
        now = now.plusSeconds(1);
        assertThat(store.range("service", "service\0")).isEmpty();
        assertThat(store.put("service", "address", lease)).isFalse();
    }

    @Test
    void aLeaseThatIsKeptAliveDoesNotEnd() {
        long lease = store.grant(Duration.ofSeconds(60));
        store.put("service", "address", lease);
        now = now.plusSeconds(50);
        assertThat(store.keepAlive(lease)).hasValue(60);
        now = now.plusSeconds(50);
        assertThat(store.range("service", "service\0")).hasSize(1);
    }

    @Test
    void aLeaseThatIsOverCannotBeKeptAlive() {
        long lease = store.grant(Duration.ofSeconds(1));
        now = now.plusSeconds(2);
        assertThat(store.keepAlive(lease)).isEmpty();
    }

    @Test
    void everyLeaseHasItsWholeLifeAfterARestart() {
        long lease = store.grant(Duration.ofSeconds(60));
        store.put("service", "address", lease);
        now = now.plusSeconds(300);
        store.renewAll();
        now = now.plusSeconds(59);
        assertThat(store.range("service", "service\0")).hasSize(1);
    }
}
