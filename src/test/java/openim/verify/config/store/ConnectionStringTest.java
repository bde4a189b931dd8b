package openim.verify.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionStringTest {

    @ParameterizedTest
    @CsvSource({
        "mongodb://u:p@h:1/db?authSource=a&tlsPassword=x, mongodb://u:***@h:1/db",
        "'mongodb://u:p@h1:1,h2:1', 'mongodb://u:***@h1:1,h2:1'",
        "mongodb://h:1, mongodb://h:1",
        "redis://:p@h:1/0, redis://:***@h:1/0",
        "mongodb://u:p/w@x@h:1/db, mongodb://u:***@h:1/db",
        "mongodb://u:p?w@h:1/db, mongodb://u:***@h:1/db",
    })
    void printsAllButPasswordAndQuery(String value, String printable) {
        assertThat(ConnectionString.parse(value).printable()).isEqualTo(printable);
    }

    @Test
    void knowsItsParts() {
        ConnectionString parts = ConnectionString.parse("mongodb://a%40b:p%2Bw+x@h1:1,h2:2/db?x=y");

        assertThat(parts.user()).contains("a@b");
        assertThat(parts.password()).contains("p+w+x");
        assertThat(parts.hosts()).isEqualTo("h1:1,h2:2");
        assertThat(parts.path()).isEqualTo("db");
    }

    @Test
    void takesOtherHosts() {
        assertThat(ConnectionString.withHosts("mongodb://h:h@h:1,h:2/h?h=h", "n:3"))
                .isEqualTo("mongodb://h:h@n:3/h?h=h");
        assertThat(ConnectionString.withHosts("mongodb://h:1", "n:3")).isEqualTo("mongodb://n:3");
    }

    @Test
    void doesNotRepeatWhatItCannotRead() {
        assertThatThrownBy(() -> ConnectionString.parse("hunter2")).hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> ConnectionString.parse("mongodb://u:hunter2@/x"))
                .hasMessageNotContaining("hunter2");
    }
}
