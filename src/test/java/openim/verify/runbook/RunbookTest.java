package openim.verify.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.runbook.Runbook.EntryReader;
import openim.verify.runbook.Runbook.RunbookException;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the document are all there, and say what the document says. */
class RunbookTest {

    private static final Runbook RUNBOOK = TheRunbook.read();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongo",
                "redis",
                "kafka",
                "etcd",
                "minio",
                "openim-api",
                "openim-rpc-auth",
                "openim-msggateway",
                "openim-msgtransfer",
                "openim-push",
                "openim-crontask",
                "chat-api",
                "chat-rpc",
                "admin-api",
                "admin-rpc",
                "bot-api",
                "bot-rpc"
            })
    void documentedRowIsThere(String part) {
        RunbookEntry entry = dead(Part.named(part).orElseThrow());

        assertThat(entry.documented()).isTrue();
        assertThat(entry.section()).isIn("External components", "OpenIMServer", "ChatServer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "msg", "friend", "group", "conversation", "third"})
    void rpcProcessThatTheDocumentDoesNotNameIsMarkedOurs(String name) {
        assertThat(dead(Part.named("openim-rpc-" + name).orElseThrow()).documented())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = Part.class, mode = EnumSource.Mode.EXCLUDE, names = "PROXY")
    void everyPartCanBeDeadAndCanHang(Part part) {
        assertThat(RUNBOOK.entry(part, FaultKind.DEAD)).isPresent();
        assertThat(RUNBOOK.entry(part, FaultKind.HUNG))
                .hasValueSatisfying(hung -> assertThat(hung.fix())
                        .hasValueSatisfying(
                                fix -> assertThat(fix.beyondRunbook()).isTrue()));
    }

    @Test
    void mongoIsStartedAndTestedAtOnceAndThenTheServersAreRestarted() {
        RunbookEntry mongo = dead(Part.MONGO);

        assertThat(mongo.fix()).contains(Fix.StartComponents.of(Part.MONGO));
        assertThat(mongo.afterwards().window().notBefore()).isZero();
        assertThat(mongo.afterwards().otherwise())
                .extracting(Branch::restart)
                .containsExactly(Server.OPENIM, Server.CHAT);
        assertThat(mongo.afterwards().verify())
                .extracting(Object::toString)
                .contains("probe.api", "probe.chat", "probe.admin", "deployment.identity");
    }

    @Test
    void redisIsWatchedForHalfAMinuteToOneAndOnlyThenOpenImServerIsRestarted() {
        RunbookEntry redis = dead(Part.REDIS);

        assertThat(redis.afterwards().window()).isEqualTo(new Window(seconds(30), seconds(60), true));
        assertThat(redis.afterwards().otherwise()).singleElement().satisfies(branch -> {
            assertThat(branch.restart()).isEqualTo(Server.OPENIM);
            assertThat(branch.stillRed()).extracting(Object::toString).containsExactly("probe.auth");
        });
    }

    @Test
    void kafkaIsStartedAndMessagesAreVerified() {
        RunbookEntry kafka = dead(Part.KAFKA);

        assertThat(kafka.afterwards().otherwise()).isEmpty();
        assertThat(kafka.afterwards().verify())
                .extracting(Object::toString)
                .contains("message.acknowledged", "message.pushed", "message.pulled", "message.stored");
    }

    @Test
    void registrationsInEtcdAreJudgedNinetySecondsAfterItsReturn() {
        Window window = dead(Part.ETCD).afterwards().window();

        assertThat(window.notBefore()).isEqualTo(seconds(90));
        assertThat(window.greenCountsEarly()).isFalse();
        assertThat(dead(Part.ETCD).afterwards().otherwise())
                .extracting(Branch::restart)
                .containsExactly(Server.OPENIM, Server.CHAT);
        assertThat(RUNBOOK.entry(Part.ETCD, FaultKind.LOST_DATA).flatMap(RunbookEntry::fix))
                .contains(new Fix.Observe(Part.ETCD));
    }

    @Test
    void onlyInDockerMinioTakesTheServersWithIt() {
        List<Branch> branches = dead(Part.MINIO).afterwards().otherwise();

        assertThat(branches).extracting(Branch::restart).containsExactly(Server.OPENIM, Server.CHAT);
        assertThat(branches)
                .allSatisfy(branch -> assertThat(branch.installations()).containsExactly(Installation.DOCKER));
        assertThat(dead(Part.MINIO).afterwards().verify())
                .extracting(Object::toString)
                .contains("file.external-address");
    }

    static Stream<Part> processes() {
        return Arrays.stream(Part.values()).filter(part -> part.server().isPresent());
    }

    @ParameterizedTest
    @MethodSource("processes")
    void processIsNeverRestartedAlone(Part part) {
        assertThat(dead(part).fix())
                .contains(new Fix.RestartServer(part.server().orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"OPENIM_MSGTRANSFER", "OPENIM_PUSH"})
    void messagesAreVerifiedAfterThoseThatCarryThem(Part part) {
        assertThat(dead(part).afterwards().verify())
                .extracting(Object::toString)
                .contains("message.acknowledged", "message.pushed", "message.pulled", "message.stored");
    }

    /** What each doctor looks at; a suite looks at its checks. */
    private static final Map<String, Set<String>> OWN_LOOKS = Map.of(
            "doctor gateway",
            Set.of("public.gateway", "public.silence"),
            "doctor files",
            Set.of("file.external-address"),
            "smoke",
            ids(Suites.SMOKE),
            "full",
            ids(Suites.FULL));

    private static Set<String> ids(Suite suite) {
        return suite.checks().stream().map(CheckId::value).collect(Collectors.toSet());
    }

    @Test
    void aLookOfOurOwnIsOneThatLooksAtWhatWasRed() {
        String ours = "java -jar openim-verify.jar ";
        List<String> looked = new ArrayList<>();
        for (RunbookEntry entry : RUNBOOK.entries()) {
            for (Installation where : Installation.values()) {
                for (CheckId red : showing(entry.signs(where))) {
                    for (String words :
                            List.of("HTTP 413 Request Entity Too Large", "no TLS: PKIX", "a frame of nearly")) {
                        String look =
                                entry.look(where, red + " is red: " + words).typed();
                        if (look.startsWith(ours)) {
                            String row = entry.part() + " " + entry.ailment() + ": " + red + ": " + words;
                            looked.add(row);
                            assertThat(OWN_LOOKS.getOrDefault(look.substring(ours.length()), Set.of()))
                                    .as("%s, %s", row, look)
                                    .contains(red.value());
                        }
                    }
                }
            }
        }
        assertThat(looked)
                .hasSizeGreaterThan(20)
                .anySatisfy(row -> assertThat(row).contains("file.several-parts: HTTP 413"));
    }

    @Test
    void whatTheDoctorOfFilesDoesNotSeeItIsNotAskedFor() {
        RunbookEntry proxy = RUNBOOK.entry(Part.PROXY, FaultKind.MISCONFIGURED).orElseThrow();

        // It uploads one file of 1 KiB, which passes every limit.
        assertThat(proxy.look(Installation.DOCKER, "file.external-address is red: HTTP 413")
                        .typed())
                .endsWith(" smoke");
        assertThat(proxy.look(Installation.DOCKER, "file.external-address is red: there: no TLS: PKIX")
                        .typed())
                .endsWith(" doctor files");
    }

    private static Set<CheckId> showing(Signs signs) {
        return Stream.of(signs.sight(), signs.names(), signs.fits())
                .flatMap(List::stream)
                .flatMap(symptom -> symptom.check().stream())
                .collect(Collectors.toSet());
    }

    @Test
    void etcdIsNeverAskedWithoutItsEndpoint() {
        Pattern bare = Pattern.compile("\\betcdctl(?! --endpoints=)");
        Site site = new Site(
                Installation.SOURCE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                Map.of(),
                Optional.empty(),
                Map.of(),
                Site.Etcdctl.at(
                        List.of("http://10.0.0.5:2379", "http://10.0.0.6:2379"), Optional.of("openIM"), "my/im"));
        List<String> asked = new ArrayList<>();
        for (RunbookEntry entry : RUNBOOK.entries()) {
            Stream<String> texts = Stream.concat(
                    Stream.of(Installation.values())
                            .flatMap(where -> Stream.of(entry.look(where).typed(), entry.person(where))),
                    entry.cures().stream()
                            .flatMap(cure ->
                                    Stream.concat(cure.person().stream(), cure.look().map(Look::typed).stream())));
            texts.map(text -> site.addressed(entry.part(), text))
                    .filter(text -> text.contains("etcdctl"))
                    .forEach(text -> {
                        asked.add(text);
                        assertThat(text).doesNotContainPattern(bare);
                    });
        }
        assertThat(asked)
                .hasSizeGreaterThan(4)
                .contains("etcdctl --endpoints=http://10.0.0.5:2379,http://10.0.0.6:2379 --user=openIM get --prefix"
                        + " --keys-only my/im/");
    }

    @Test
    void redisThatCameBackEmptyHasItsOwnRow() {
        RunbookEntry empty = RUNBOOK.entry(Part.REDIS, FaultKind.LOST_DATA).orElseThrow();

        assertThat(empty.fix()).contains(new Fix.RestartServer(Server.CHAT));
        assertThat(empty.impact()).contains("1507");
        assertThat(empty.documented()).isFalse();
    }

    @Test
    void lostDatabaseIsLeftToAPerson() {
        assertThat(RUNBOOK.entry(Part.MONGO, FaultKind.LOST_DATA).orElseThrow().fix())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SOURCE", "DOCKER"})
    void eachCommandThatReadsWhatIsInADirectoryIsTypedThere(Installation where) {
        Pattern ofADirectory =
                Pattern.compile("^(docker compose|mage|vi|ls) |(^| )(config/|\\.env\\b|_output|logs\\b)");
        Site site = new Site(where, Optional.empty(), Optional.empty(), Optional.empty(), "", Map.of());

        for (RunbookEntry entry : RUNBOOK.entries()) {
            assertThat(Stream.concat(
                            Stream.of(entry.look(where)), entry.cures().stream().flatMap(cure -> cure.look().stream())))
                    .allSatisfy(look -> {
                        String typed = site.addressed(entry.part(), look.typed());
                        assertThat(look.anywhere())
                                .as("%s, %s: %s", entry.part(), entry.ailment(), typed)
                                .isEqualTo(!ofADirectory.matcher(typed).find());
                    });
        }
    }

    @Test
    void commandThatMayBeTypedAnywhereIsShownWithoutADirectory() {
        Site site = new Site(
                Installation.SOURCE,
                Optional.of(Path.of("/opt/open-im-server")),
                Optional.empty(),
                Optional.empty(),
                "",
                Map.of());

        assertThat(site.looking(Part.OPENIM_API, new Look("df -h", true))).isEqualTo("df -h");
        assertThat(site.looking(Part.OPENIM_API, new Look("ls -l config", false)))
                .isEqualTo("cd /opt/open-im-server && ls -l config");
    }

    @Test
    void allThatIsWrongWithAFileIsSaidAtOnce() {
        List<String> problems = new ArrayList<>();
        String file = """
                rows:
                  - part: mango
                    dead: {fix: start}
                  - part: redis
                    section: External components
                    documented: yes
                    impact: none
                    person: nobody
                    colour: blue
                    look: {source: a, docker: {everywhere: b}}
                    afterwards:
                      window: {not-before: 60s, at-most: 30s, green-counts-early: true}
                      suites: [smokes]
                      verify: [probe.oath]
                      otherwise:
                        - {when: always, still-red: [probe.auth], restart: everything}
                    dead:
                      fix: restart-server
                      fits: {probe.auht: '', probe.api: '('}
                """;

        List<RunbookEntry> entries = Runbook.rows(
                "mine.yaml",
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                new EntryReader(TheRunbook.checks(), TheRunbook.suites()),
                "openim-verify",
                problems);

        assertThat(entries).isEmpty();
        assertThat(String.join("\n", problems))
                .contains("mine.yaml: mango: there is no such part")
                .contains("mine.yaml: redis: the key colour is not known")
                .contains("the key everywhere is not known; known are [anywhere]")
                .contains("there is no check probe.oath")
                .contains("there is no check probe.auht")
                .contains("there is no suite smokes")
                .contains("it ends before it begins")
                .contains("'(' is no pattern")
                .contains("restart is 'everything'")
                .contains("fix is 'restart-server'");
        assertThatThrownBy(() -> Runbook.checked(entries, problems))
                .asInstanceOf(InstanceOfAssertFactories.type(RunbookException.class))
                .satisfies(e -> assertThat(e.problems()).hasSizeGreaterThan(8));
    }

    @Test
    void checkThatIsGoneFromTheCatalogueIsMissed() {
        assertThatThrownBy(() -> Runbook.read(Set.of(), TheRunbook.suites(), "openim-verify"))
                .isInstanceOf(RunbookException.class)
                .hasMessageContaining("there is no check probe.auth");
    }

    @Test
    void twoRowsForTheSameAreOneTooMany() {
        List<RunbookEntry> twice = List.of(dead(Part.REDIS), dead(Part.REDIS));

        assertThatThrownBy(() -> Runbook.checked(twice, new ArrayList<>()))
                .hasMessageContaining("redis, dead: there are two rows for it");
    }

    @Test
    void componentIsFoundByTheNameOfItsComposeServiceToo() {
        assertThat(Part.named("mongodb")).isEqualTo(Optional.of(Part.MONGO));
        assertThat(Part.MONGO.composeService(Installation.DOCKER)).isEqualTo("mongo");
        assertThat(Part.OPENIM_PUSH.composeService(Installation.DOCKER)).isEqualTo("openim-server");
    }

    private static RunbookEntry dead(Part part) {
        return RUNBOOK.entry(part, FaultKind.DEAD).orElseThrow();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
