package openim.verify.rehearsal.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.AccountGuard;
import openim.verify.client.Latencies;
import openim.verify.client.Platform;
import openim.verify.client.RateCap;
import openim.verify.client.UserId;
import openim.verify.client.api.AdminSession;
import openim.verify.client.api.ApiClient;
import openim.verify.client.api.GroupNotes;
import openim.verify.client.component.Component;
import openim.verify.client.component.Component.KafkaComponent;
import openim.verify.client.component.Component.MinioComponent;
import openim.verify.client.component.Component.MongoComponent;
import openim.verify.client.component.EtcdComponent;
import openim.verify.client.component.EtcdRegistrations;
import openim.verify.client.component.RedisComponent;
import openim.verify.client.file.Content;
import openim.verify.client.gateway.GatewayClient;
import openim.verify.client.gateway.Waits;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.store.Stores;
import openim.verify.host.Mage;
import openim.verify.host.ProcessReport;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rehearsal, reached as any deployment is: by its settings and over the product's own drivers. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedDeploymentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofMillis(1300);
    private static final UserId ALICE = new UserId("rehearsal_alice");
    private static final UserId BOB = new UserId("rehearsal_bob");

    private final Tls tls = Tls.ofTheJdk();
    private RehearsalDeployment rehearsal;
    private Settings settings;
    private Drivers drivers;

    @BeforeAll
    void start(@TempDir Path elsewhere) {
        rehearsal = RehearsalDeployment.start();
        settings = SettingsLoader.load(Inputs.in(elsewhere).withEmbedded(rehearsal.settings()));
        Latencies latencies = new Latencies();
        RateCap unlimited = RateCap.perSecond(1_000);
        ApiClient api = new ApiClient(settings.endpoints().api(), tls, PATIENCE, unlimited);
        AdminSession admin = new AdminSession(
                api, new UserId("imAdmin"), settings.credentials().secret().reveal());
        drivers = Drivers.of(
                api,
                admin,
                new GatewayClient(
                        settings.endpoints().gateway(),
                        tls,
                        new Waits(PATIENCE, SETTLING),
                        unlimited,
                        AccountGuard.of(ALICE, BOB),
                        latencies),
                AccountGuard.of(ALICE, BOB),
                GroupNotes.NONE,
                tls,
                OwnHosts.named(List.of("127.0.0.1"), List.of()),
                PATIENCE,
                latencies);
        assertThat(drivers.users().register(List.of(ALICE, BOB)).isOk()).isTrue();
    }

    @AfterAll
    void closingLeavesNothingBehind() {
        Path directory = serverDirectory().getParent();
        rehearsal.close();
        assertThat(directory).doesNotExist();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !thread.isDaemon() && thread.getName().contains("openim"))
                .isEmpty();
    }

    @Test
    void aMessageReachesAnOpenSession() {
        try (User alice = logIn(ALICE);
                User bob = logIn(BOB)) {
            // A receiver is pushed to only when push has learnt of his login, a second or so after it.
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                Sent sent = alice.mustSend("hello", bob);
                return bob.receives(sent, Deadline.in(Duration.ofSeconds(5)))
                        .filter(push -> push.message().text().equals("hello"))
                        .isPresent();
            });
        }
    }

    @Test
    void aFileComesBackAsItWas() {
        User alice = User.mustLogInKickingOthers(ALICE, Platform.LINUX, drivers);
        Content content = Content.fresh(100_000);
        var upload = alice.mustUpload(content, "file.bin");
        assertThat(upload.skipped()).isFalse();
        alice.mustDownload(upload.name(), content);
    }

    @Test
    void itsComponentsAnswerThoseWhoReadTheConfiguration() {
        Stores stores = settings.stores();
        List<Component> components = List.of(
                new KafkaComponent(stores.kafka().orElseThrow(), Optional.empty()),
                new RedisComponent(stores.redis().orElseThrow(), tls),
                new MongoComponent(stores.mongo().orElseThrow(), tls),
                new EtcdComponent(stores.etcd().orElseThrow(), tls),
                new MinioComponent(stores.minio().orElseThrow(), tls));
        assertThat(components).allSatisfy(component -> component.mustBeAlive(PATIENCE));
    }

    @Test
    void everyServiceThatMustBeIsRegistered() {
        var etcd = settings.stores().etcd().orElseThrow();
        assertThat(new EtcdRegistrations(etcd, tls).read(Deadline.in(PATIENCE)).missing(etcd.services()))
                .isEmpty();
    }

    @Test
    void mageCountsTheProcessesOfBothCheckouts() {
        assertThat(Stream.of(check(serverDirectory()), check(chatDirectory())))
                .allSatisfy(report -> assertThat(report.exit()).isZero());
        RehearsalPart push = rehearsal.part("openim-push#2");
        push.kill();
        try {
            ProcessReport report = check(serverDirectory());
            assertThat(report.exit()).isEqualTo(1);
            assertThat(report.wrong())
                    .singleElement()
                    .satisfies(count -> assertThat(count.name()).isEqualTo("openim-push"))
                    .satisfies(count -> assertThat(count.running()).isEqualTo(count.expected() - 1));
        } finally {
            push.start();
        }
    }

    @Test
    void theDocumentedRestartBringsMessagesBack() throws Exception {
        assertThat(mage("stop")).isZero();
        assertThat(rehearsal.part("openim-rpc-auth").state()).isEqualTo(RehearsalPart.State.DEAD);
        assertThat(mage("start")).isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(User.logsInKickingOthers(BOB, Platform.IOS, drivers)
                                .answer()
                                .isOk())
                        .isTrue());
        aMessageReachesAnOpenSession();
    }

    @Test
    void apartThatIsUnknownIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> rehearsal.part("openim-sauna"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openim-rpc-auth");
    }

    private User logIn(UserId id) {
        User user = User.mustLogInKickingOthers(id, Platform.WEB, drivers);
        user.mustOpenSession();
        return user;
    }

    private ProcessReport check(Path directory) {
        return new Mage(Path.of(settings.tools().mage())).check(directory, Deadline.in(PATIENCE));
    }

    private int mage(String target) throws Exception {
        return new ProcessBuilder(settings.tools().mage(), target)
                .directory(serverDirectory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Path serverDirectory() {
        return settings.directories().server().orElseThrow();
    }

    private Path chatDirectory() {
        return settings.directories().chat().orElseThrow();
    }
}
