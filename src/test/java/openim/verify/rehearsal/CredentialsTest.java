package openim.verify.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CredentialsTest {

    @Test
    void noTwoRehearsalsHaveTheSameSecrets() {
        assertThat(Credentials.random().secret())
                .isNotEqualTo(Credentials.random().secret());
    }

    @Test
    void theyDoNotTellThemselves() {
        Credentials credentials = Credentials.random();
        assertThat(credentials.toString())
                .doesNotContain(credentials.secret())
                .doesNotContain(credentials.chatPassword());
    }
}
