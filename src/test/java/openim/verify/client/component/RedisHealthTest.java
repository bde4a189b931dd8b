package openim.verify.client.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import openim.verify.ClosedPort;
import openim.verify.await.Deadline;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Redis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A Redis that answers PING, and would take no write. */
class RedisHealthTest {

    private FakeRedis redis;

    @BeforeEach
    void start() throws IOException {
        redis = new FakeRedis()
                .info("replication", "role:master")
                .info("persistence", "loading:0", "rdb_last_bgsave_status:ok", "aof_last_write_status:ok")
                .info("memory", "used_memory:1000", "maxmemory:0", "maxmemory_policy:noeviction")
                .info("cluster", "cluster_enabled:0");
    }

    @AfterEach
    void stop() throws IOException {
        redis.close();
    }

    private Ping ping(Redis.Mode mode, List<String> others) {
        URI address = URI.create("redis://127.0.0.1:" + redis.port());
        return new RedisComponent(
                        new Redis(address, Optional.empty(), Optional.empty(), 0, mode, others), Tls.ofTheJdk())
                .ping(Deadline.in(Duration.ofSeconds(20)));
    }

    private void complains(Redis.Mode mode, Ping.Ailing ailing, String words) {
        assertThat(ping(mode, List.of())).isInstanceOfSatisfying(Ping.Complaint.class, complaint -> {
            assertThat(complaint.ailing()).isEqualTo(ailing);
            assertThat(complaint.words()).contains(words);
        });
    }

    @Test
    void oneThatTakesWritesIsWell() {
        assertThat(ping(Redis.Mode.STANDALONE, List.of())).isEqualTo(new Ping.Alive("PONG"));
    }

    @Test
    void oneThatMayNotBeAskedIsTakenForWell() {
        redis.answering("INFO REPLICATION", "-NOPERM this user has no permissions to run the 'info' command\r\n");

        assertThat(ping(Redis.Mode.STANDALONE, List.of())).isInstanceOf(Ping.Alive.class);
    }

    @Test
    @DisplayName("field case B6: Redis over its maxmemory takes no writes")
    void outOfMemoryIsAComplaint() {
        redis.info("memory", "used_memory:1400000", "maxmemory:1048576", "maxmemory_policy:noeviction");
        complains(Redis.Mode.STANDALONE, Ping.Ailing.EXHAUSTED, "(OOM)");

        redis.info("memory", "used_memory:1400000", "maxmemory:1048576", "maxmemory_policy:allkeys-lru");
        assertThat(ping(Redis.Mode.STANDALONE, List.of())).as("it evicts").isInstanceOf(Ping.Alive.class);
    }

    @Test
    void aReplicaIsAComplaint() {
        redis.info("replication", "role:slave", "master_host:10.0.0.9", "master_port:6379");

        complains(Redis.Mode.STANDALONE, Ping.Ailing.UNWELL, "is a replica of 10.0.0.9:6379");
    }

    @Test
    void oneThatLoadsIsAComplaint() {
        redis.info("persistence", "loading:1");

        complains(Redis.Mode.STANDALONE, Ping.Ailing.UNWELL, "LOADING");
    }

    @Test
    void oneThatCannotSaveIsAComplaintUnlessItDoesNotMind() {
        redis.info("persistence", "rdb_last_bgsave_status:err")
                .answering(
                        "CONFIG GET STOP-WRITES-ON-BGSAVE-ERROR",
                        "*2\r\n$27\r\nstop-writes-on-bgsave-error\r\n$3\r\nyes\r\n")
                .answering("CONFIG GET SAVE", "*2\r\n$4\r\nsave\r\n$7\r\n3600 10\r\n");
        complains(Redis.Mode.STANDALONE, Ping.Ailing.UNWELL, "MISCONF");

        redis.answering("CONFIG GET SAVE", "*2\r\n$4\r\nsave\r\n$0\r\n\r\n");
        assertThat(ping(Redis.Mode.STANDALONE, List.of())).isInstanceOf(Ping.Alive.class);
    }

    @Test
    void aClusterThatIsDownIsAComplaint() {
        redis.info("cluster", "cluster_enabled:1")
                .answering("CLUSTER INFO", FakeRedis.bulk("cluster_state:fail\r\ncluster_slots_ok:8000"));

        complains(Redis.Mode.CLUSTER, Ping.Ailing.UNWELL, "cluster_state:fail, 8000 of 16384");
    }

    @Test
    @DisplayName(
            "field report open-im-server#1077: a cluster that OpenIM's files take for a single server is set up wrongly")
    void aClusterThatIsTakenForASingleServerIsAComplaint() {
        redis.info("cluster", "cluster_enabled:1")
                .answering("CLUSTER INFO", FakeRedis.bulk("cluster_state:ok"))
                .answering(
                        "MGET OPENIM-VERIFY:{A} OPENIM-VERIFY:{B}",
                        "-CROSSSLOT Keys in request don't hash to the same slot\r\n");

        assertThat(shown(Redis.Mode.STANDALONE, true)).isInstanceOfSatisfying(Ping.Complaint.class, complaint -> {
            assertThat(complaint.ailing()).isEqualTo(Ping.Ailing.MISCONFIGURED);
            assertThat(complaint.words()).contains("is a node of a cluster", "CROSSSLOT");
        });
        assertThat(shown(Redis.Mode.STANDALONE, false))
                .as("nobody knows how OpenIM speaks to it")
                .isInstanceOf(Ping.Alive.class);
        assertThat(shown(Redis.Mode.CLUSTER, true)).isInstanceOf(Ping.Alive.class);
    }

    @Test
    void aProxyBeforeAClusterThatHasAllKeysIsWell() {
        redis.info("cluster", "cluster_enabled:1")
                .answering("CLUSTER INFO", FakeRedis.bulk("cluster_state:ok"))
                .answering("MGET OPENIM-VERIFY:{A} OPENIM-VERIFY:{B}", "*2\r\n$-1\r\n$-1\r\n");

        assertThat(shown(Redis.Mode.STANDALONE, true)).isInstanceOf(Ping.Alive.class);
    }

    private Ping shown(Redis.Mode mode, boolean ofDeployment) {
        URI address = URI.create("redis://127.0.0.1:" + redis.port());
        return new RedisComponent(
                        new Redis(address, Optional.empty(), Optional.empty(), 0, mode, List.of()),
                        Tls.ofTheJdk(),
                        new ShownLogin("config/redis.yml", ofDeployment, false))
                .ping(Deadline.in(Duration.ofSeconds(20)));
    }

    @Test
    @DisplayName("field case A6: a sentinel that answers is no sign that its master does")
    void sentinelsWithADeadMasterAreAComplaint() throws IOException {
        redis.master("name", "mymaster", "ip", "127.0.0.1", "port", "1", "flags", "master,s_down,o_down");
        complains(Redis.Mode.SENTINEL, Ping.Ailing.UNWELL, "say that the master mymaster at 127.0.0.1:1 is down");

        redis.master(
                "name", "mymaster", "ip", "127.0.0.1", "port", String.valueOf(ClosedPort.number()), "flags", "master");
        complains(Redis.Mode.SENTINEL, Ping.Ailing.UNWELL, "which does not answer");
    }

    @Test
    @DisplayName("field case A6: the master that sentinels name is asked, through whichever of them answers")
    void masterBehindSentinelsIsAsked() throws IOException {
        try (FakeRedis master = new FakeRedis().info("replication", "role:master")) {
            redis.master(
                    "name", "mymaster", "ip", "127.0.0.1", "port", String.valueOf(master.port()), "flags", "master");
            assertThat(ping(Redis.Mode.SENTINEL, List.of()))
                    .isInstanceOfSatisfying(
                            Ping.Alive.class, alive -> assertThat(alive.words()).contains("mymaster", "takes writes"));

            String living = "127.0.0.1:" + redis.port();
            Redis firstIsDead = new Redis(
                    URI.create("redis://127.0.0.1:" + ClosedPort.number()),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    Redis.Mode.SENTINEL,
                    List.of(living));
            assertThat(new RedisComponent(firstIsDead, Tls.ofTheJdk()).ping(Deadline.in(Duration.ofSeconds(20))))
                    .isInstanceOf(Ping.Alive.class);
        }
    }

    @Test
    void whoIsNoSentinelIsAComplaint() {
        complains(Redis.Mode.SENTINEL, Ping.Ailing.UNWELL, "is no sentinel");
    }
}
