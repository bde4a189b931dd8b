package openim.verify.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalCredentialsTest {

    @Test
    void noTwoRehearsalsHaveTheSameSecrets() {
        assertThat(RehearsalCredentials.random().secret())
                .isNotEqualTo(RehearsalCredentials.random().secret());
    }

    @Test
    void theyDoNotTellThemselves() {
        RehearsalCredentials credentials = RehearsalCredentials.random();
        assertThat(credentials.toString())
                .doesNotContain(credentials.secret())
                .doesNotContain(credentials.chatPassword());
    }
}
