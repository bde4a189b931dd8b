package openim.verify.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Field case B4: OpenIM says at start why it does not. */
class StartWordsTest {

    @Test
    @DisplayName("field case B4: the last check that failed is quoted, and none that succeeded later")
    void whatFailedLastIsQuoted() {
        assertThat(StartWords.in("""
                Mongo check failed: connection refused
                Redis check succeeded.
                Kafka check failed: kafka: client has run out of available brokers
                Mongo check failed: auth error: (AuthenticationFailed) Authentication failed.
                Kafka check succeeded.
                """).lines())
                .containsExactly("Mongo check failed: auth error: (AuthenticationFailed) Authentication failed.");
    }

    @Test
    void aStartThatWentWellTakesAllBack() {
        assertThat(StartWords.in("""
                panic: listen tcp :10002: bind: address already in use
                MinIO check failed: connection refused
                All components checks passed successfully.
                """).isEmpty()).isTrue();
    }

    @Test
    void aPanicIsQuoted() {
        assertThat(StartWords.in("2026-11-28 openim-api panic: listen tcp :10002: bind: address already in use")
                        .lines())
                .containsExactly("panic: listen tcp :10002: bind: address already in use");
    }

    @Test
    void aConfigurationThatCannotBeReadIsQuotedFromItsReasonOn() {
        assertThat(StartWords.in("""
                Starting /openim-chat/_output/bin/tools/linux/amd64/check-component -c /openim-chat/config/
                check-component exit -1: Error: While parsing config: yaml: line 2: did not find expected node content failed to \
                read config file, path=/openim-chat/config/mongodb.yml, envPrefix=CHATENV_MONGODB
                """).lines())
                .containsExactly(
                        "While parsing config: yaml: line 2: did not find expected node content failed to read config"
                                + " file, path=/openim-chat/config/mongodb.yml, envPrefix=CHATENV_MONGODB");
        assertThat(StartWords.in(
                                "Error: open /im/config/redis.yml: no such file or directory failed to read config file")
                        .lines())
                .singleElement()
                .asString()
                .startsWith("open /im/config/redis.yml: no such file or directory");
    }

    @Test
    void theNewestLogsOfACheckoutAreRead(@TempDir Path checkout) throws IOException {
        Path logs = Files.createDirectories(checkout.resolve("_output/logs"));
        Path old = Files.writeString(logs.resolve("old.log"), "Redis check failed: refused\n");
        assertThat(old.toFile()
                        .setLastModified(Instant.now().minus(9, ChronoUnit.DAYS).toEpochMilli()))
                .isTrue();
        Files.writeString(checkout.resolve("mage-start.log"), "MinIO check failed: InvalidAccessKeyId\n");

        assertThat(StartWords.under(checkout, Instant.now()).toString())
                .isEqualTo("MinIO check failed: InvalidAccessKeyId");
    }

    @Test
    void aLogOfVeryLongLinesIsReadToItsEnd() {
        String long1 = "x".repeat(1 << 20) + "\n";

        assertThat(StartWords.in(long1.repeat(8) + "panic: it is over").lines()).containsExactly("panic: it is over");
    }
}
