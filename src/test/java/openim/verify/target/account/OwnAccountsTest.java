package openim.verify.target.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import openim.verify.client.api.FakeOpenIm;
import openim.verify.client.api.UserApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnAccountsTest {

    private static final String STATUS = "/user/get_users_online_status";
    private static final List<String> PAIR = List.of("oiv01a", "oiv01b");

    private final FakeOpenIm server = new FakeOpenIm();
    private final UserApi users = new UserApi(server.admin(server.client()));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aPairIsInUseIfEitherIsOnline() {
        server.answersWith(STATUS, call -> FakeOpenIm.ok(statusOf("oiv01b")));
        assertThat(OwnAccounts.isOnline(PAIR, users)).isTrue();

        server.answersWith(STATUS, call -> FakeOpenIm.ok(statusOf("another")));
        assertThat(OwnAccounts.isOnline(PAIR, users)).isFalse();
    }

    @Test
    void aServerThatCannotTellIsAskedOnce() {
        server.fails(STATUS, 500, "ServerInternalError", "");

        assertThat(OwnAccounts.isOnline(PAIR, users)).isFalse();
        assertThat(server.calls(STATUS)).hasSize(1);
    }

    private static String statusOf(String user) {
        return "[{\"userID\":\"%s\",\"detailPlatformStatus\":[{\"platformID\":5}]}]".formatted(user);
    }
}
