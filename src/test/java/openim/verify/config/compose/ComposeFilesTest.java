package openim.verify.config.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.Sourced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeFilesTest {

    @TempDir
    Path directory;

    @Test
    void anEnvFileIsReadAsComposeReadsIt() throws IOException {
        Path file = Files.writeString(directory.resolve(".env"), """
                # a comment
                PLAIN=value   # with a comment
                HASH=a#b
                export EXPORTED=yes
                QUOTED="with # hash and \\"quotes\\""   # and a comment
                LITERAL='${PLAIN} as it is'
                JOINED=${PLAIN}/${MISSING:-otherwise}
                EMPTY=
                EMPTY_WITH_COMMENT=   # nothing
                not a line
                """);

        assertThat(EnvFile.read(file))
                .isEqualTo(Map.of(
                        "PLAIN", "value",
                        "HASH", "a#b",
                        "EXPORTED", "yes",
                        "QUOTED", "with # hash and \"quotes\"",
                        "LITERAL", "${PLAIN} as it is",
                        "JOINED", "value/otherwise",
                        "EMPTY", "",
                        "EMPTY_WITH_COMMENT", ""));
    }

    @Test
    void noEnvFileIsAnEmptyOne() throws IOException {
        assertThat(EnvFile.read(directory.resolve(".env"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$SET | set",
                "${SET}-${SET} | set-set",
                "${EMPTY:-other} | other",
                "'${EMPTY-other}' | ''",
                "${MISSING-other} | other",
                "${MISSING:-${SET}} | set",
                "${MISSING:-a${EMPTY:-b}} | ab",
                "${SET:+instead} | instead",
                "'${EMPTY:+instead}' | ''",
                "${SET:?must be set} | set",
                "${A:-${B:-${C:-deep}}} | deep",
                "${A:-${B:-x}y}z | xyz",
                "${A:-${SET}}${B:+no} | set",
                "${MISSING:-a:b-c+d?e} | a:b-c+d?e",
                "'${SET' | '${SET'",
                "'${1x}' | '${1x}'",
                "$$$SET | $set",
                "$${SET} | ${SET}",
                "'${MISSING}' | ''",
                "$$SET | $SET",
                "100$ | 100$",
            })
    void variablesArePutInAsComposeDoes(String text, String expected) {
        assertThat(new Interpolation(Map.of("SET", "set", "EMPTY", "")).apply(text))
                .isEqualTo(expected);
    }

    @Test
    void aTextKnowsWhetherAVariableDecidesIt() {
        Interpolation interpolation = new Interpolation(Map.of("SET", "set"));

        assertThat(interpolation.decides("a${SET}")).isTrue();
        assertThat(interpolation.decides("${MISSING:-a}")).isFalse();
        assertThat(interpolation.decides("$$SET")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"30002:10002\"' | here:30002",
                "'\"127.0.0.1:30002:10002\"' | 127.0.0.1:30002",
                "'\"0.0.0.0:30002:10002/tcp\"' | here:30002",
                "'\"[::1]:30002:10002\"' | [::1]:30002",
                "'\"30001-30003:10001-10003\"' | here:30002",
                "'\"127.0.0.1:30001-30003:10001-10003/TCP\"' | 127.0.0.1:30002",
                "'\"30001-30009:10002\"' | ",
                "'{ target: 10002, published: 30001-30009 }' | ",
                "'{ target: 10002, published: 30002, host_ip: \"::1\" }' | [::1]:30002",
                "'{ target: 10002, published: 30002, mode: host, protocol: TCP }' | here:30002",
                "'30002:10002' | here:30002",
                "'{ target: 10002, published: 30002, host_ip: 10.0.0.5 }' | 10.0.0.5:30002",
                "'{ target: 10002, published: \"30002\" }' | here:30002",
                "'{ target: 10002, published: 30002, protocol: udp }' | ",
                "'\"30002:10002/udp\"' | ",
                "'\"10002\"' | ",
                "'\"127.0.0.1::10002\"' | ",
                "'\"30009:10009\"' | ",
            })
    void portsAreFoundWhereverTheyArePublished(String port, String expected) throws IOException {
        Files.writeString(directory.resolve("compose.yaml"), "services: { s: { ports: [ %s ] } }\n".formatted(port));

        assertThat(project().service("s").orElseThrow().published(10002, "here"))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void aServiceIsKnownByItsContainersNameToo() throws IOException {
        Files.writeString(
                directory.resolve("compose.yaml"), "services: { mongodb: { container_name: mongo, hostname: db } }\n");

        assertThat(project().service("mongo")).map(ComposeService::name).contains("mongodb");
        assertThat(project().service("db")).isPresent();
        assertThat(project().service("redis")).isEmpty();
    }

    @Test
    void theEnvFileMayNameTheComposeFiles() throws IOException {
        Files.writeString(directory.resolve(".env"), "COMPOSE_FILE=base.yaml:more.yaml\n");
        Files.writeString(directory.resolve("base.yaml"), "services: { s: { environment: { A: '1', B: '1' } } }\n");
        Files.writeString(directory.resolve("more.yaml"), "services: { s: { environment: [ B=2 ] } }\n");

        assertThat(project().service("s").orElseThrow().environment(new Problems()))
                .isEqualTo(Map.of(
                        "A", new Sourced("1", directory.resolve("base.yaml").toString()),
                        "B", new Sourced("2", directory.resolve("more.yaml").toString())));
    }

    @Test
    void mountedFilesTakeThePlaceOfConfiguration() throws IOException {
        Files.writeString(directory.resolve("compose.yaml"), """
                services:
                  s:
                    volumes:
                      - data:/data
                      - ./kafka.yml:/openim-server/config/kafka.yml
                      - { type: bind, source: /etc/openim, target: /openim-server/config/ }
                """);
        ComposeService service = project().service("s").orElseThrow();

        assertThat(service.mountedConfiguration("kafka.yml")).contains(directory.resolve("kafka.yml"));
        assertThat(service.mountedConfiguration("share.yml")).contains(Path.of("/etc/openim/share.yml"));
    }

    private ComposeProject project() {
        return ComposeProject.read(directory, nobody -> Compose.NOBODY.config("docker", nobody), new Problems())
                .orElseThrow();
    }
}
